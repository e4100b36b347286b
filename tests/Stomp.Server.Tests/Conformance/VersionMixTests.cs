namespace Stomp.Server.Tests.Conformance;

/// <summary>Publishers and subscribers of different versions: each hears a message in its own version's escapes.</summary>
public sealed class VersionMixTests(OpenServer server) : ConformanceTests(server)
{
    [Theory]
    [EachTransport("1.2", @"\\ \c \r \n", @"\\ \c \r \n", "\\\\ \\c \r \\n", null)]
    [EachTransport("1.1", @"\\ \c \n", @"\\ \c \n", @"\\ \c \n", null)]
    [EachTransport("1.0", @"\\ : \n", @"\\\\ \c \\n", @"\\\\ \c \\n", @"\\ : \n")]
    public async Task Headers_are_escaped_for_the_version_of_each_subscriber(
        Transport over, string version, string written, string in12, string in11, string? in10)
    {
        await using var v12 = await SubscribedAsync(over, Topic);
        await using var v11 = await SubscribedAsync(over, Topic, version: "1.1");
        await using var v10 = await SubscribedAsync(over, Topic, version: "1.0");
        await using var publisher = await ConnectAsync(over, version);

        await publisher.SendAsync($"SEND\ndestination:{Topic}\nx:a{written}b\ny:plain\n\nhi\0");

        Assert.Equal($"a{in12}b", (await v12.ExpectAsync("MESSAGE"))["x"]);
        Assert.Equal($"a{in11}b", (await v11.ExpectAsync("MESSAGE"))["x"]);
        var message = await v10.ExpectAsync("MESSAGE");
        Assert.Equal((in10 is null ? null : $"a{in10}b", "plain"), (message["x"], message["y"]));
    }

    [Theory, EachTransport]
    public async Task A_subscriptions_id_is_escaped_in_its_own_version(Transport over)
    {
        await using var v12 = await ConnectAsync(over);
        await using var v10 = await ConnectAsync(over, "1.0");
        await v12.SubscribeAsync(Topic, @"y\c1");
        await v10.SubscribeAsync(Topic, "y:1");

        await App.Template.SendAsync(Topic, "hi");

        Assert.Equal(@"y\c1", (await v12.ExpectAsync("MESSAGE"))["subscription"]);
        Assert.Equal("y:1", (await v10.ExpectAsync("MESSAGE"))["subscription"]);
    }
}

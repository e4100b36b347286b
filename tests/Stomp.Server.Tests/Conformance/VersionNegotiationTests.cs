namespace Stomp.Server.Tests.Conformance;

/// <summary>"Protocol Negotiation".</summary>
public sealed class VersionNegotiationTests(OpenServer server) : ConformanceTests(server)
{
    // "The protocol that will be used for the rest of the session will be the highest protocol version that both the client and server have in common."
    [Theory]
    [EachTransport("1.2", "1.2")]
    [EachTransport("1.1", "1.1")]
    [EachTransport("1.0", "1.0")]
    [EachTransport("1.0,1.1,1.2", "1.2")]
    [EachTransport("1.2,1.1,1.0", "1.2")]
    [EachTransport("1.0,1.1", "1.1")]
    [EachTransport("1.0,1.1,2.0", "1.1")]
    [EachTransport("1.0, 1.2", "1.2")]
    [EachTransport("1.3,1.2,100.1", "1.2")]
    public async Task The_highest_version_in_common_is_used(Transport over, string accepted, string version)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\naccept-version:{accepted}\nhost:h\n\n\0");

        Assert.Equal(version, (await client.ExpectAsync("CONNECTED"))["version"]);
    }

    // "If the accept-version header is missing, it means that the client only supports version 1.0 of the protocol."
    [Theory, EachTransport]
    public async Task Without_accept_version_it_is_1_0(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\nlogin:guest\npasscode:guest\n\n\0");

        Assert.Equal("1.0", (await client.ExpectAsync("CONNECTED"))["version"]);
    }

    // "If the client and server do not share any common protocol versions, then the server MUST respond with an ERROR frame similar to the following and then
    // close the connection: ERROR version:1.2,2.1 content-type:text/plain, Supported protocol versions are 1.2 2.1"
    [Theory]
    [EachTransport("2.0")]
    [EachTransport("100.1")]
    [EachTransport("1.20")]
    [EachTransport("1")]
    [EachTransport("")]
    [EachTransport("nonsense,,")]
    public async Task No_version_in_common_is_an_ERROR_that_names_those_spoken_here(Transport over, string accepted)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\naccept-version:{accepted}\nhost:h\n\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Equal("1.0,1.1,1.2", error["version"]);
        Assert.StartsWith("text/plain", error["content-type"], StringComparison.Ordinal);
        Assert.Contains("1.0,1.1,1.2", error.Text);
    }
}

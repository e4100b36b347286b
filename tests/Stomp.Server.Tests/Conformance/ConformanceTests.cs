namespace Stomp.Server.Tests.Conformance;

/// <summary>
/// What the STOMP specifications demand of a server, a class for each frame and each general section, over each transport, byte by byte. The comments
/// quote STOMP 1.2 unless they name another version.
/// </summary>
public abstract class ConformanceTests(OpenServer server) : IClassFixture<OpenServer>
{
    private static int _names;

    private readonly int _name = Interlocked.Increment(ref _names);

    protected TestApp App => server.App;

    /// <summary>A queue of this test's own.</summary>
    protected string Queue => $"/queue/{_name}";

    /// <summary>A topic of this test's own.</summary>
    protected string Topic => $"/topic/{_name}";

    protected Task<RawStomp> OpenAsync(Transport over) => RawStomp.OpenAsync(App, over);

    protected Task<RawStomp> ConnectAsync(Transport over, string version = "1.2", string headers = "") =>
        RawStomp.ConnectAsync(App, over, version, headers);

    /// <summary>Connects and subscribes, as <c>0</c>, to what holds no message yet.</summary>
    protected async Task<RawStomp> SubscribedAsync(Transport over, string destination, string headers = "", string version = "1.2")
    {
        var client = await ConnectAsync(over, version);
        await client.SubscribeAsync(destination, headers: headers);
        return client;
    }

    /// <summary>Puts messages into a queue, their bodies counting from 0.</summary>
    protected async Task FillAsync(string queue, int count)
    {
        for (var i = 0; i < count; i++) await App.Template.SendAsync(queue, $"{i}");
    }
}

using System.Text.RegularExpressions;

namespace Stomp.Server.Tests.Conformance;

/// <summary>"CONNECTED Frame".</summary>
public sealed partial class ConnectedFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "STOMP 1.2 servers MUST set the following headers: version"; "MAY set: heart-beat, session, server".
    [Theory, EachTransport]
    public async Task It_carries_version_session_server_and_heart_beat(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\naccept-version:1.0,1.1,1.2\nhost:h\nheart-beat:5000,6000\n\n\0");

        var connected = await client.ExpectAsync("CONNECTED");
        Assert.Equal("1.2", connected["version"]);
        Assert.Equal("10000,10000", connected["heart-beat"]);
        Assert.Equal("ChatServer/0.1", connected["server"]);
        Assert.Empty(connected.Body);
    }

    // "session: A session identifier that uniquely identifies the session."
    [Theory, EachTransport]
    public async Task Sessions_have_different_identifiers(Transport over)
    {
        var sessions = new HashSet<string?>();
        for (var i = 0; i < 5; i++)
        {
            await using var client = await OpenAsync(over);
            await client.SendAsync("CONNECT\naccept-version:1.2\nhost:h\n\n\0");
            Assert.True(sessions.Add((await client.ExpectAsync("CONNECTED"))["session"]));
        }
    }

    // "The field MUST contain a server-name field": server = name ["/" version] *(comment)
    [Theory, EachTransport]
    public async Task Server_is_a_name_with_a_version(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:h\n\n\0");

        Assert.Matches(ServerField(), (await client.ExpectAsync("CONNECTED"))["server"]);
    }

    [GeneratedRegex(@"^[^/ ]+(/[^/ ]+)?( [^ ]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServerField();
}

namespace Stomp.Server.Tests.SockJs;

/// <summary>Waits for what a test cannot see but by asking.</summary>
internal static class Waiting
{
    public const string Refusal = "c[2010,\"Another connection still open\"]\n";

    /// <summary>Asks for a session's messages twice, when there are none.</summary>
    /// <returns>The answer of the one that was refused, and the connection of the one that waits.</returns>
    public static async Task<(RawAnswer Refused, RawHttp Waits)> AskTwiceAsync(Func<Task<RawHttp>> connect, string path)
    {
        var (first, second) = (await connect(), await connect());
        await first.StartAsync("POST", path, "");
        await second.StartAsync("POST", path, "");
        var (firstHead, secondHead) = (first.ReadHeadAsync(), second.ReadHeadAsync());
        var refused = await await Task.WhenAny(firstHead, secondHead);
        await refused.ReadBodyAsync();
        // The one that waits is cut by the test, which ends its reading.
        _ = (refused.Connection == first ? secondHead : firstHead).ContinueWith(head => head.Exception, TaskScheduler.Default);
        return (refused, refused.Connection == first ? second : first);
    }

    /// <summary>Asks until the answer is another one than that somebody else waits.</summary>
    public static async Task<string> UntilFreeAsync(Func<Task<string>> ask)
    {
        var deadline = DateTime.UtcNow + StompTestClient.Patience;
        while (true)
        {
            var answer = await ask();
            if (answer != Refusal) return answer;
            Assert.True(DateTime.UtcNow < deadline, "The other one never went.");
        }
    }
}

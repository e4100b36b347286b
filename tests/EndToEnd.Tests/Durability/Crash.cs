namespace EndToEnd.Tests.Durability;

/// <summary>
/// A crowd that speaks while the server under it is killed, again and again. What got its RECEIPT is in the log once, and is
/// heard once and in order by all, whatever is killed meanwhile.
/// </summary>
internal static class Crash
{
    private const int Clients = 20;
    private const int Rounds = 25;

    /// <summary>Runs all rounds against a server with these settings. <paramref name="survive"/> is what it has to bear besides, in every other one.</summary>
    public static async Task ProveAsync(string[] settings, Func<Task>? survive = null)
    {
        await using var mortal = new MortalServer(await ServerProcess.StartAsync([.. settings, "--Chat:RateLimits:Enabled=false"]));
        await using var crowd = new Crowd(Clients, "crash", mortal.WhenUpAsync);
        for (var round = 0; round < Rounds; round++)
        {
            await WhenNobodyExpectsItAsync(crowd);
            await mortal.KillAndStartAsync();
            if (survive is null || round % 2 > 0) continue;
            await WhenNobodyExpectsItAsync(crowd);
            await mortal.SurviveAsync(survive);
        }

        await crowd.WhenEachAcknowledgedAsync();
        await crowd.ProveAsync();
    }

    // Some receipts after the last start: at no moment of anything that the server does.
    private static Task WhenNobodyExpectsItAsync(Crowd crowd) => crowd.WhenAcknowledgedAsync(Random.Shared.Next(1, 10 * Clients));
}

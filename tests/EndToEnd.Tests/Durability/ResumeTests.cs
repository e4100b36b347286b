using Xunit;

namespace EndToEnd.Tests.Durability;

/// <summary>stompjs as it is, cut off again and again in a busy room.</summary>
public sealed class ResumeTests
{
    [SkippableFact]
    public async Task Subscribers_that_are_cut_and_resume_a_thousand_times_in_a_busy_room_miss_nothing()
    {
        await using var owned = new Owned(await ServerProcess.StartAsync("--Chat:RateLimits:Enabled=false"));
        await NodeClient.RunAsync("resume", owned.Server.Endpoint);
    }
}

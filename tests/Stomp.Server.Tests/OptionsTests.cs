using Microsoft.Extensions.Options;

namespace Stomp.Server.Tests;

/// <summary>Options that cannot work keep the application from starting.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string, Action<StompOptions>> OutOfRange => new()
    {
        { "MaxFrameBytes", options => options.MaxFrameBytes = 1023 },
        { "MaxBodyBytes", options => options.MaxBodyBytes = 0 },
        { "MaxHeaders", options => options.MaxHeaders = 9 },
        { "MaxHeaderLineBytes", options => options.MaxHeaderLineBytes = 127 },
        { "MaxSubscriptionsPerSession", options => options.MaxSubscriptionsPerSession = 0 },
        { "MaxQueuedBytes", options => options.MaxQueuedBytes = -1 },
        { "SendTimeLimit", options => options.SendTimeLimit = TimeSpan.Zero },
        { "ConnectTimeout", options => options.ConnectTimeout = TimeSpan.FromHours(2) },
        { "CloseTimeout", options => options.CloseTimeout = TimeSpan.Zero },
        { "HeartBeatOutgoing", options => options.HeartBeatOutgoing = TimeSpan.FromSeconds(-1) },
        { "HeartBeatIncoming", options => options.HeartBeatIncoming = TimeSpan.FromDays(2) },
        { "HeartBeatTolerance", options => options.HeartBeatTolerance = 1 },
        { "ServerName", options => options.ServerName = "two\nlines" },
        { "Json", options => options.Json = null! },
        { "UserPrefix", options => options.UserPrefix = "" },
        { "UserPrefix", options => options.UserPrefix = "user" },
        { "BrokerPrefixes", options => options.BrokerPrefixes = ["/topic/"] },
        { "BrokerPrefixes", options => options.BrokerPrefixes = ["/to*"] },
        { "BrokerPrefixes", options => options.BrokerPrefixes = [] },
        { "ApplicationPrefixes", options => options.ApplicationPrefixes = ["//app"] },
        { "ApplicationPrefixes and BrokerPrefixes", options => options.ApplicationPrefixes = ["/topic"] },
        { "UserPrefix", options => options.BrokerPrefixes = ["/user"] },
        { "LogRules: '/app/**' must begin with one of BrokerPrefixes", options => options.Log("/app/**") },
        { "LogRules: '/topics/**' must begin with one of BrokerPrefixes", options => options.Log("/topics/**") },
        { "LogRules: '/queue/work' is a queue's", options => options.Log("/queue/work") },
        { "LogRules: '/queue/**' is a queue's", options => options.Log("/queue/**") },
        { "LogRules: '/topic/a' keeps less than nothing", options => options.Log("/topic/a", new() { MaxMessages = -1 }) },
        { "LogRules: '/topic/a' keeps less than nothing", options => options.Log("/topic/a", new() { MaxBytes = -1 }) },
        { "LogRules: '/topic/a' keeps less than nothing", options => options.Log("/topic/a", new() { MaxAge = TimeSpan.FromTicks(-1) }) },
        { "LogTrimInterval", options => options.LogTrimInterval = TimeSpan.Zero },
        { "IdempotencyWindow", options => options.IdempotencyWindow = TimeSpan.FromSeconds(-1) },
        { "MaxIdempotencyKeyLength", options => options.MaxIdempotencyKeyLength = 0 },
        { "MaxPendingLogMessages", options => options.MaxPendingLogMessages = 0 },
        { "MaxPendingLogBytes", options => options.MaxPendingLogBytes = 0 },
        { "MaxPendingLogMessagesPerSession", options => options.MaxPendingLogMessagesPerSession = 0 },
        { "MaxReplayPageMessages", options => options.MaxReplayPageMessages = 0 },
        { "MaxReplayPageBytes", options => options.MaxReplayPageBytes = 0 },
        { "MaxReplayTailMessages", options => options.MaxReplayTailMessages = 0 },
        { "MaxReplayTailBytes", options => options.MaxReplayTailBytes = 0 },
        { "MaxLogBytesInMemory", options => options.MaxLogBytesInMemory = 0 },
        { "MaxLogDestinationsInMemory", options => options.MaxLogDestinationsInMemory = 0 },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task An_option_out_of_range_is_named_at_start(string option, Action<StompOptions> set)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(set));

        Assert.Contains(option, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(options =>
            (options.MaxFrameBytes, options.MaxHeaders, options.UserPrefix) = (0, 0, "user")));

        Assert.Equal(3, fault.Failures.Count());
    }

    [Fact]
    public async Task Other_prefixes_work()
    {
        await using var app = await TestApp.StartOpenAsync(options =>
            (options.ApplicationPrefixes, options.BrokerPrefixes, options.UserPrefix) = (["/a/b"], ["/exchange", "/t"], "/me"));
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/t/x", "t");
        await client.SubscribeAsync("/me/exchange/x", "m");

        await client.SendAsync("SEND\ndestination:/t/x\n\none\0");
        Assert.Equal("one", await client.ReceiveBodyAsync());
        await app.Template.SendToUserAsync(client.SessionId, "/exchange/x", "two");
        Assert.Equal("two", await client.ReceiveBodyAsync());
    }
}

using Microsoft.Extensions.Hosting;

namespace Stomp.Server.Log;

/// <summary>Opens the log when the application starts, and lets it finish when it stops.</summary>
internal sealed class LogLifetime(LoggedDestinations logged, IMessageLogStore store, LogAppender appender) : IHostedService
{
    private const int LongestEpoch = 64;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!logged.IsActive) return;
        var epoch = await store.OpenAsync(cancellationToken);
        if (epoch is not { Length: > 0 and <= LongestEpoch } || !epoch.All(IsPlain))
            throw new InvalidOperationException($"{store.GetType().Name}: an epoch is 1 to {LongestEpoch} printable characters of ASCII without ':' and '\\', got '{epoch}'.");
        appender.Open(epoch);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await appender.WhenIdleAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            appender.GiveUp();
        }
    }

    private static bool IsPlain(char one) => one is > ' ' and <= '~' and not (':' or '\\');
}

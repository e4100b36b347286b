using Microsoft.Extensions.Logging;
using Stomp.Server.Broker;
using Stomp.Server.Log;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>
/// Puts the messages of a logged topic into the order of their offsets again, which several nodes and a broker that was away may have changed: one that was there
/// already is dropped, and a hole is filled from the log, which all nodes share. What speaks of another log than this node's comes as it is, without its offset.
/// </summary>
internal sealed partial class LoggedOrder(SharedTopic topic, LogReader reader, string epoch, ILogger logger)
{
    private const int MostAtOnce = 100;
    private const int MostBytesAtOnce = 1 << 20;

    private long _next;

    /// <summary>Begins behind what the log holds now: whoever subscribes from here on gets what comes after that.</summary>
    public async ValueTask BeginAsync()
    {
        try
        {
            var next = (await reader.GetRangeAsync(topic.Name, CancellationToken.None)).Next;
            // A message that has come meanwhile said where it begins.
            Interlocked.CompareExchange(ref _next, next, 0);
        }
        catch (MessageLogException e)
        {
            // Then with the first message that comes.
            LogNotRead(e, LogText.OneLine(topic.Name));
        }
    }

    /// <summary>Fans a message out in its turn.</summary>
    public async ValueTask FanOutAsync(BrokerMessage message, Func<BrokerMessage, string, ValueTask> fanOutAsync)
    {
        var stamp = message.Stamp!;
        if (stamp.Epoch != epoch)
        {
            await fanOutAsync(message with { Stamp = null }, stamp.MessageId);
            return;
        }

        var next = Interlocked.Read(ref _next);
        if (stamp.Offset < next) return;
        if (next > 0 && stamp.Offset > next) await FillAsync(stamp.Offset, fanOutAsync);
        Interlocked.Exchange(ref _next, stamp.Offset + 1);
        await fanOutAsync(message, stamp.MessageId);
    }

    private async ValueTask FillAsync(long upTo, Func<BrokerMessage, string, ValueTask> fanOutAsync)
    {
        try
        {
            while (_next < upTo)
            {
                var missed = await reader.ReadAsync(topic.Name, _next, (int)Math.Min(upTo - _next, MostAtOnce), MostBytesAtOnce, CancellationToken.None);
                if (missed.Count == 0) return;
                foreach (var one in missed)
                {
                    if (one.Offset >= upTo) return;
                    _next = one.Offset + 1;
                    await fanOutAsync(MessageOf(one), one.MessageId);
                }
            }
        }
        catch (MessageLogException e)
        {
            // The subscribers see the hole by the offsets.
            LogNotRead(e, LogText.OneLine(topic.Name));
        }
    }

    private BrokerMessage MessageOf(LoggedMessage one) => new(topic.Name, one.ContentType, one.Headers, new(one.Body), one.IsText)
    {
        Stamp = new(one.Offset, one.Timestamp.ToUnixTimeMilliseconds(), epoch, one.MessageId),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The log cannot be read to complete {Topic}")]
    private partial void LogNotRead(Exception exception, string topic);
}

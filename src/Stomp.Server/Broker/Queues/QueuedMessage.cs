using System.Buffers;
using System.Globalization;
using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Broker.Queues;

/// <summary>A message that waits, or is with a subscriber that has not acknowledged it. It owns its body.</summary>
internal sealed class QueuedMessage
{
    private readonly long _timeToLive;

    /// <summary>Copies what is only borrowed.</summary>
    public QueuedMessage(in BrokerMessage message, string messageId)
    {
        Message = message with { Body = new ReadOnlySequence<byte>(message.Body.ToArray()) };
        MessageId = messageId;
        Bytes = (int)message.Body.Length + HeaderBytes(message);
        Expires = Milliseconds(message.Headers?["expires"]) ?? 0;
        _timeToLive = Milliseconds(message.Headers?["expiration"]) ?? long.MaxValue;
    }

    public BrokerMessage Message { get; }

    public string MessageId { get; }

    /// <summary>The message as a selector sees it.</summary>
    public SelectorMessage ForSelector => new(Message.Headers, Message.Destination, Message.ContentType, MessageId);

    /// <summary>About how much memory it takes.</summary>
    public int Bytes { get; }

    /// <summary>Its place in its queue, given once and kept when it comes back.</summary>
    public long Place { get; set; }

    /// <summary>How often it has been given to a subscriber.</summary>
    public int Deliveries { get; set; }

    /// <summary>
    /// When it expires, in milliseconds since 1970; 0 is never. As in ActiveMQ its <c>expires</c> header says so, or, once it is in a queue, its
    /// <see cref="BeginToLive">time to live</see>.
    /// </summary>
    public long Expires { get; private set; }

    /// <summary>Whether that lies behind.</summary>
    public bool IsExpired(DateTimeOffset now) => Expires > 0 && Expires <= now.ToUnixTimeMilliseconds();

    /// <summary>Begins its time to live: its <c>expiration</c> header, in milliseconds as in RabbitMQ.</summary>
    public void BeginToLive(TimeProvider time)
    {
        if (_timeToLive == long.MaxValue) return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_timeToLive < (Expires > 0 ? Expires : long.MaxValue) - now) Expires = now + _timeToLive;
    }

    private static long? Milliseconds(string? header) =>
        long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int HeaderBytes(in BrokerMessage message)
    {
        // Two bytes a character, and what the objects themselves take.
        var bytes = 200;
        if (message.Headers is null) return bytes;
        foreach (ref readonly var header in message.Headers.AsSpan()) bytes += 60 + (2 * (header.Key.Length + header.Value.Length));
        return bytes;
    }
}

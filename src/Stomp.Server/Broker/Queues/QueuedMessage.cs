using System.Buffers;
using System.Globalization;
using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Broker.Queues;

/// <summary>A message that waits, or is with a subscriber that has not acknowledged it. It owns its body.</summary>
internal sealed class QueuedMessage
{
    /// <summary>Copies what is only borrowed.</summary>
    public QueuedMessage(in BrokerMessage message, string messageId)
    {
        Message = message with { Body = new ReadOnlySequence<byte>(message.Body.ToArray()) };
        MessageId = messageId;
        Bytes = (int)message.Body.Length + HeaderBytes(message);
        if (message.Headers?["expires"] is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
            Expires = expires;
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

    /// <summary>Its <c>expires</c> header, in milliseconds since 1970 as in ActiveMQ; 0 is never.</summary>
    public long Expires { get; }

    /// <summary>Whether that lies behind.</summary>
    public bool IsExpired(DateTimeOffset now) => Expires > 0 && Expires <= now.ToUnixTimeMilliseconds();

    private static int HeaderBytes(in BrokerMessage message)
    {
        // Two bytes a character, and what the objects themselves take.
        var bytes = 200;
        if (message.Headers is null) return bytes;
        foreach (ref readonly var header in message.Headers.AsSpan()) bytes += 60 + (2 * (header.Key.Length + header.Value.Length));
        return bytes;
    }
}

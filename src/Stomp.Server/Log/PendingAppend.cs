using System.Buffers;
using Stomp.Server.Broker;

namespace Stomp.Server.Log;

/// <summary>A message on its way into the log, and behind that to the broker.</summary>
internal sealed class PendingAppend
{
    private readonly string _messageId;
    private BrokerMessage _message;

    /// <summary>Copies what is only borrowed.</summary>
    public PendingAppend(in BrokerMessage message, string messageId)
    {
        _message = message with { Headers = LoggedHeaders.Of(message.Headers), Body = new ReadOnlySequence<byte>(message.Body.ToArray()) };
        _messageId = messageId;
    }

    public string Destination => _message.Destination;

    public int BodyBytes => (int)_message.Body.Length;

    /// <summary>Whether it is kept and sent to nobody.</summary>
    public bool IsKeptOnly { get; init; }

    /// <summary>The client's frame that it came from; null when it came from elsewhere.</summary>
    public FrameAppends? Frame { get; set; }

    /// <summary>What tells it from another message; empty when the frame has no key.</summary>
    public byte[] Key { get; private set; } = [];

    /// <summary>Who waits for it to be committed; null when the frame's receipt alone does.</summary>
    public TaskCompletionSource<LogAppendResult>? Completion { get; private set; }

    /// <summary>What the store is given, from the moment that the log has taken it.</summary>
    public LogEntry Entry { get; private set; } = null!;

    /// <summary>Makes it known by a client's key.</summary>
    public void Identify(string idempotencyKey, byte[] key)
    {
        Key = key;
        _message = _message with { Headers = LoggedHeaders.With(_message.Headers, idempotencyKey) };
    }

    /// <summary>Has somebody wait for it.</summary>
    public Task<LogAppendResult> WhenCommittedAsync() => (Completion ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The log takes it.</summary>
    public void TakeAt(DateTimeOffset time) => Entry = new()
    {
        Destination = _message.Destination,
        MessageId = _messageId,
        ContentType = _message.ContentType,
        Headers = _message.Headers,
        Body = _message.Body.First,
        IsText = _message.IsText,
        Timestamp = time,
        DeduplicationKey = Key,
    };

    /// <summary>What the broker is given, once it has its offset.</summary>
    public BrokerMessage ForBroker(string epoch) => _message with
    {
        Stamp = new(Entry.Offset, Entry.Timestamp.ToUnixTimeMilliseconds(), epoch, _messageId) { IsKeptOnly = IsKeptOnly },
    };
}

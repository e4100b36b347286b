namespace Stomp.Server.Transports;

/// <summary>Takes the messages of a connection, one after the other.</summary>
internal interface IMessageSink
{
    /// <summary>Whether it sends heart-beats of its own, so that the connection need not.</summary>
    bool SendsHeartBeats { get; }

    /// <summary>Takes a message. Its bytes are only lent; the next one comes when it is done.</summary>
    ValueTask OnMessageAsync(ReadOnlyMemory<byte> message, bool isText);
}

namespace Load;

/// <summary>Reads the messages of a room, and sees whether they are all there, once and in order.</summary>
internal sealed class Subscriber(Connection connection, Room room, Latencies latencies) : IDisposable
{
    /// <summary>The number of the last message; each is one more than the one before.</summary>
    public int Received { get; private set; }

    public long Faults { get; private set; }

    public Room Room => room;

    public async Task ReadAsync(CancellationToken ending)
    {
        while (await connection.ReceiveAsync(ending) is { IsEmpty: false } message)
        {
            if (!ChatFrame.TryRead(message.Span, out var number, out var timestamp) || number != Received + 1) Faults++;
            Received = Math.Max(Received, number);
            latencies.AddSince(timestamp);
            room.Publisher.Delivered();
        }
    }

    public void Dispose() => connection.Dispose();
}

using System.Text.Json;
using System.Threading.Channels;

namespace Stomp.Server.Testing;

/// <summary>A subscription of a test's session, with the messages that came to it.</summary>
public sealed class StompTestSubscription
{
    private readonly StompTestSession _session;
    private readonly Channel<StompFrame> _messages = Channel.CreateUnbounded<StompFrame>();

    internal StompTestSubscription(StompTestSession session, string id, string destination)
    {
        _session = session;
        Id = id;
        Destination = destination;
    }

    /// <summary>The subscription's id.</summary>
    public string Id { get; }

    /// <summary>What was subscribed to.</summary>
    public string Destination { get; }

    /// <summary>Takes the next message, waiting for it if it has not come yet.</summary>
    /// <exception cref="StompTestException">None came in time, or the session ended before; it tells what came instead.</exception>
    public async Task<StompFrame> ReceiveAsync()
    {
        try
        {
            return await _messages.Reader.ReadAsync().AsTask().WaitAsync(_session.Timeout);
        }
        catch (Exception e) when (e is TimeoutException or ChannelClosedException)
        {
            throw _session.Missing($"a MESSAGE of {Destination} ({Id})");
        }
    }

    /// <summary>Takes the next message's payload: strings and bytes as they are, all else from JSON as the application reads it.</summary>
    /// <typeparam name="T">What the payload is.</typeparam>
    /// <exception cref="StompTestException">None came in time, or it is not that.</exception>
    public async Task<T> ReceiveAsync<T>()
    {
        var message = await ReceiveAsync();
        if (typeof(T) == typeof(string)) return (T)(object)message.GetBodyText();
        if (typeof(T) == typeof(byte[])) return (T)(object)System.Buffers.BuffersExtensions.ToArray(message.Body);
        try
        {
            return JsonSerializer.Deserialize<T>(message.GetBodyText(), _session.Json)!;
        }
        catch (JsonException e)
        {
            throw new StompTestException($"Expected JSON that is a {typeof(T).Name}, got {Transcript.Describe(message)}", e);
        }
    }

    /// <summary>Sees that no message waits, when the server has handled all that this session sent.</summary>
    /// <exception cref="StompTestException">One does.</exception>
    public async Task ExpectNothingAsync()
    {
        await _session.FenceAsync();
        if (_messages.Reader.TryPeek(out var message))
            throw new StompTestException($"Expected no message of {Destination} ({Id}), got {Transcript.Describe(message)}");
    }

    /// <summary>Ends the subscription, and waits until it has.</summary>
    public Task UnsubscribeAsync() => _session.UnsubscribeAsync(this);

    internal void Add(StompFrame message) => _messages.Writer.TryWrite(message);

    internal void End() => _messages.Writer.TryComplete();
}

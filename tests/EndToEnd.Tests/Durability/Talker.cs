using System.Globalization;
using Stomp;
using Stomp.Client;
using Testing.Server;

namespace EndToEnd.Tests.Durability;

/// <summary>
/// One client of a crash test. It says one thing after the other, each until its RECEIPT has come and under a key of its own; and it hears its room, going on
/// after each crash where it left off, by headers alone.
/// </summary>
internal sealed class Talker(Func<CancellationToken, Task<Uri>> whereToConnect, string room, string name)
{
    private readonly Lock _gate = new();
    private readonly List<HeardMessage> _heard = [];
    private readonly List<string> _acknowledged = [];
    private readonly string _run = Guid.NewGuid().ToString("N");
    private string _epoch = "";
    private volatile bool _isDone;
    private volatile bool _isSilent;

    public string Name { get; } = name;

    /// <summary>What it said and got a RECEIPT for.</summary>
    public IReadOnlyList<string> Acknowledged
    {
        get { lock (_gate) return [.. _acknowledged]; }
    }

    /// <summary>What it heard, in the order in which it came.</summary>
    public IReadOnlyList<HeardMessage> Heard
    {
        get { lock (_gate) return [.. _heard]; }
    }

    public int AcknowledgedCount
    {
        get { lock (_gate) return _acknowledged.Count; }
    }

    public long LastOffset
    {
        get { lock (_gate) return _heard.Count == 0 ? 0 : _heard[^1].Offset; }
    }

    /// <summary>What ended its last connection.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>Whether it will say nothing more.</summary>
    public bool IsSilent => _isSilent;

    /// <summary>Has it say nothing new; it still hears.</summary>
    public void Finish() => _isDone = true;

    /// <summary>Talks and listens, connection after connection, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await TalkAsync(await whereToConnect(stop), stop);
            }
            catch (Exception e) when (e is StompConnectionException or StompErrorException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                // The server is gone: again, when it is back. A client that must not reconnect is closed as soon as it knows, also between two sends.
                LastFault = e;
            }
        }
    }

    private async Task TalkAsync(Uri endpoint, CancellationToken stop)
    {
        await using var client = new StompClient(endpoint, new StompClientOptions
        {
            Passcode = $"{_run}-{Name}",
            Reconnect = StompReconnectOptions.Never,
            ConnectTimeout = StompTestClient.Patience,
            ReceiptTimeout = StompTestClient.Patience,
            CloseTimeout = TimeSpan.FromSeconds(1),
        });
        await client.ConnectAsync(stop);
        await using var subscription = await client.SubscribeAsync($"/topic/public/{room}", HearAsync, new() { Headers = WhereToGoOn() }, stop);
        await client.SendWithReceiptAsync("/app/chat/addUser", Json("JOIN", null), cancellationToken: stop);
        while (!_isDone)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Name} {AcknowledgedCount + 1}");
            await client.SendWithReceiptAsync("/app/chat/sendMessage", Json("TALK", text), KeyOf(text), stop);
            lock (_gate) _acknowledged.Add(text);
        }

        _isSilent = true;
        await client.Closed.WaitAsync(stop);
    }

    // The first time everything, afterwards what is behind the last one heard.
    private StompHeaders WhereToGoOn()
    {
        var headers = new StompHeaders(2);
        lock (_gate)
        {
            headers.Add("x-stream-offset", _heard.Count == 0 ? "first" : string.Create(CultureInfo.InvariantCulture, $"offset={_heard[^1].Offset + 1}"));
            if (_heard.Count > 0) headers.Add("x-stream-epoch", _epoch);
        }

        return headers;
    }

    private StompHeaders KeyOf(string text)
    {
        var headers = new StompHeaders(1);
        headers.Add("idempotency-key", $"{_run} {text}");
        return headers;
    }

    private ValueTask HearAsync(StompMessage message, CancellationToken cancellationToken)
    {
        var heard = HeardMessage.Of(message);
        lock (_gate)
        {
            _heard.Add(heard);
            _epoch = message.Headers["x-stream-epoch"] ?? "";
        }

        return default;
    }

    private string Json(string type, string? text) => ChatFrames.Body(room, type, Name, text);
}

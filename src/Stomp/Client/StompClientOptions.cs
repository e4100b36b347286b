using System.Net.Security;
using System.Net.WebSockets;

namespace Stomp.Client;

/// <summary>How a <see cref="StompClient"/> connects, and how much it holds. Checked when the client is made.</summary>
public sealed record StompClientOptions
{
    /// <summary>The <c>login</c> header of CONNECT. Defaults to null: none is sent.</summary>
    public string? Login { get; init; }

    /// <summary>The <c>passcode</c> header of CONNECT. Defaults to null: none is sent.</summary>
    public string? Passcode { get; init; }

    /// <summary>
    /// The <c>host</c> header of CONNECT, a virtual host's name. Defaults to null: the address' host, as STOMP 1.2 recommends. RabbitMQ
    /// takes it for its vhost: set <c>/</c> there. Empty: none is sent.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>The versions offered, of which the server picks the highest that it speaks. Defaults to 1.2, 1.1 and 1.0.</summary>
    public IReadOnlyList<StompVersion> Versions { get; init; } = [StompVersion.V12, StompVersion.V11, StompVersion.V10];

    /// <summary>Further headers of CONNECT, such as a token. Defaults to null: none.</summary>
    public StompHeaders? ConnectHeaders { get; init; }

    /// <summary>
    /// Called before each attempt to connect, also to reconnect; the options it returns are used for the attempt's CONNECT. For tokens
    /// that expire: <c>async (o, ct) => o with { Passcode = await tokens.GetAsync(ct) }</c>. Defaults to null.
    /// </summary>
    public Func<StompClientOptions, CancellationToken, ValueTask<StompClientOptions>>? BeforeConnect { get; init; }

    /// <summary>Least time between two heart-beats that the client offers to send; zero for none. Defaults to 10 s, as in stompjs.</summary>
    public TimeSpan HeartBeatOutgoing { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two heart-beats that the client asks of the server; zero for none. Defaults to 10 s, as in stompjs.</summary>
    public TimeSpan HeartBeatIncoming { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many intervals without any byte make the server dead. Defaults to 2, as in stompjs; at least 1.</summary>
    public double HeartBeatTolerance { get; init; } = 2;

    /// <summary>How long one address may take from dialling to CONNECTED. Defaults to 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a RECEIPT may take. Defaults to 15 s, as in Spring's client.</summary>
    public TimeSpan ReceiptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long closing waits for the RECEIPT of DISCONNECT and the server's close. Defaults to 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How much the server may send in one frame; more ends the connection. Defaults to 4 MiB for a frame and its body, what RabbitMQ takes
    /// in one WebSocket message, and the header limits of <see cref="StompLimits"/>.
    /// </summary>
    public StompLimits Limits { get; init; } = new() { MaxFrameBytes = 4 * 1024 * 1024, MaxBodyBytes = 4 * 1024 * 1024 };

    /// <summary>Most bytes waiting to be written; sending waits for room beyond it. Defaults to 1,048,576 (1 MiB).</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>How a lost connection is replaced. Defaults to back-off without end; <see cref="StompReconnectOptions.Never"/> for not at all.</summary>
    public StompReconnectOptions Reconnect { get; init; } = new();

    /// <summary>
    /// Sets the TLS options of <c>stomp+ssl</c> connections, whose <c>TargetHost</c> is the address' host already. Of <c>wss</c> it sets
    /// <c>RemoteCertificateValidationCallback</c> and <c>ClientCertificates</c>. Defaults to null: the system's trust decides.
    /// </summary>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>Sets the options of each WebSocket, such as headers, cookies, a proxy. Defaults to null.</summary>
    public Action<ClientWebSocketOptions>? ConfigureWebSocket { get; init; }

    /// <summary>The clock of heart-beats, time-outs and back-off. Defaults to the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The type's name: the options hold credentials, which must not get into a log.</summary>
    public override string ToString() => nameof(StompClientOptions);

    internal IEnumerable<string> Faults()
    {
        if (Versions is not { Count: > 0 }) yield return $"{nameof(Versions)}: offer at least one version of STOMP.";
        if (HeartBeatOutgoing < TimeSpan.Zero) yield return $"{nameof(HeartBeatOutgoing)}: write zero for none, or a time.";
        if (HeartBeatIncoming < TimeSpan.Zero) yield return $"{nameof(HeartBeatIncoming)}: write zero for none, or a time.";
        if (HeartBeatTolerance < 1) yield return $"{nameof(HeartBeatTolerance)}: write 1 or more.";
        if (ConnectTimeout <= TimeSpan.Zero) yield return $"{nameof(ConnectTimeout)}: write more than zero.";
        if (ReceiptTimeout <= TimeSpan.Zero) yield return $"{nameof(ReceiptTimeout)}: write more than zero.";
        if (CloseTimeout <= TimeSpan.Zero) yield return $"{nameof(CloseTimeout)}: write more than zero.";
        if (MaxQueuedBytes < 1) yield return $"{nameof(MaxQueuedBytes)}: write 1 or more.";
        foreach (var fault in Reconnect.Faults()) yield return fault;
    }
}

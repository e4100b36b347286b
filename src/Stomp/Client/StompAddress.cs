namespace Stomp.Client;

/// <summary>Where a server is, and how to talk to it.</summary>
/// <param name="Uri">The address as it was given.</param>
/// <param name="IsWebSocket">WebSocket rather than plain TCP.</param>
/// <param name="IsTls">Whether the connection is encrypted.</param>
/// <param name="Port">The port, that of the scheme when the address names none.</param>
internal sealed record StompAddress(Uri Uri, bool IsWebSocket, bool IsTls, int Port)
{
    // As RabbitMQ and ActiveMQ have them by default.
    private const int TcpPort = 61613;
    private const int TlsPort = 61614;

    public string Host => Uri.IdnHost;

    /// <exception cref="ArgumentException">The address is relative, of an unknown scheme, or carries credentials.</exception>
    public static StompAddress Parse(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri) throw new ArgumentException($"'{address}' is not an absolute address.", nameof(address));
        if (address.UserInfo.Length > 0)
            throw new ArgumentException("Credentials belong in StompClientOptions.Login and Passcode, not in the address.", nameof(address));
        if (address.Host.Length == 0) throw new ArgumentException($"'{address}' names no host.", nameof(address));

        return address.Scheme switch
        {
            "ws" => new(address, IsWebSocket: true, IsTls: false, address.Port),
            "wss" => new(address, IsWebSocket: true, IsTls: true, address.Port),
            "stomp" or "tcp" => new(address, IsWebSocket: false, IsTls: false, PortOr(address, TcpPort)),
            "stomp+ssl" or "ssl" => new(address, IsWebSocket: false, IsTls: true, PortOr(address, TlsPort)),
            _ => throw new ArgumentException(
                $"Scheme '{address.Scheme}' is not known: use ws, wss, stomp (or tcp), stomp+ssl (or ssl).", nameof(address)),
        };
    }

    private static int PortOr(Uri address, int ofScheme) => address.Port < 0 ? ofScheme : address.Port;
}

namespace Stomp.Server;

/// <summary>
/// Finds out from a CONNECT frame who the client is: by <c>login</c> and <c>passcode</c>, or by a token in a header. Without one, or
/// when none knows the client, it stays who the HTTP handshake said it is. Registered with
/// <see cref="StompBuilder.AddConnectAuthenticator{TAuthenticator}"/>; a singleton.
/// </summary>
public interface IConnectAuthenticator
{
    /// <summary>Looks at the credentials of a CONNECT, or of a SEND to <see cref="StompOptions.AuthenticationDestination"/> that renews them.</summary>
    /// <param name="request">What the client sent.</param>
    /// <param name="cancellationToken">Cancelled when the session ends.</param>
    /// <returns>Who it is, that it is refused, or null when these are no credentials that this authenticator knows: the next one is asked.</returns>
    ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken);
}

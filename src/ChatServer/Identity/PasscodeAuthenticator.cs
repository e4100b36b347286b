using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Stomp.Server;

namespace ChatServer.Identity;

/// <summary>
/// Whoever connects with a secret is the user of that secret: there are no accounts. The secret itself is never kept, and its hash, cut
/// to 132 bits, is what others see.
/// </summary>
internal sealed class PasscodeAuthenticator : IConnectAuthenticator
{
    /// <summary>What many clients send by themselves ("guest") is nobody's secret; all who send it would be one user.</summary>
    public const int MinSecretLength = 16;

    private const int IdLength = 22;

    public ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (request.Passcode is not { Length: >= MinSecretLength } secret) return new((ConnectResult?)null);
        var name = string.Concat(MemberIds.Identified, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret))).AsSpan(0, IdLength));
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name)], "passcode"));
        return new(ConnectResult.Success(user));
    }
}

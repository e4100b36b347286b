using Microsoft.AspNetCore.Http.Features;

namespace Stomp.Server.Transports;

/// <summary>
/// Stands in for the server's upgrade (HTTP/1.1) and extended CONNECT (HTTP/2), so that ASP.NET Core's WebSocket is made over
/// an <see cref="UpgradedStream"/>. The handshake itself stays ASP.NET Core's.
/// </summary>
internal sealed class InterceptedUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect)
    : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    public UpgradedStream? Stream { get; private set; }

    /// <summary>Whether the whole connection was handed over, and not a stream of one that is shared (HTTP/2).</summary>
    public bool IsWholeConnection { get; private set; }

    public bool IsUpgradableRequest => upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => connect?.IsExtendedConnect ?? false;

    public string? Protocol => connect?.Protocol;

    public async Task<Stream> UpgradeAsync()
    {
        Stream = new UpgradedStream(await upgrade!.UpgradeAsync());
        IsWholeConnection = true;
        return Stream;
    }

    public async ValueTask<Stream> AcceptAsync() => Stream = new UpgradedStream(await connect!.AcceptAsync());
}

using System.Net;
using Stomp.Server;

namespace ChatServer;

/// <summary>STOMP over TCP beside the WebSocket, where the settings name a port.</summary>
internal static class ChatTcp
{
    public static void ListenForStomp(this WebApplicationBuilder builder)
    {
        // Read here, since the web server's endpoints are decided before there are services; the ranges are checked with the other options.
        var options = builder.Configuration.GetSection("Chat").Get<ChatOptions>() ?? new();
        if (options.TcpPort is <= 0 or > IPEndPoint.MaxPort) return;
        if (!IPAddress.TryParse(options.TcpAddress, out var address))
            throw new InvalidOperationException($"Chat:TcpAddress: expected an IP address such as 127.0.0.1 or ::, got '{options.TcpAddress}'.");
        builder.WebHost.ListenStomp(address, options.TcpPort, listen =>
        {
            if (options.TcpTls) listen.UseHttps();
        });
    }
}

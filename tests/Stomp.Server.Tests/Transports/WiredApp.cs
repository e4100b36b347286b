using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Stomp.Server.Tests.Transports;

/// <summary>An application behind a wire, whose kernel takes little of what a client does not read.</summary>
internal sealed class WiredApp(TestApp app, SelfSignedCertificate? certificate) : IAsyncDisposable
{
    private const int Buffer = 8 * 1024;

    public TestApp App => app;

    public static async Task<WiredApp> StartAsync(Wire wire, Action<StompOptions>? options = null, ListenerProbe? listener = null)
    {
        var certificate = wire == Wire.Tls ? new SelfSignedCertificate() : null;
        var app = await TestApp.StartAsync(
            all =>
            {
                (all.AllowSendToBroker, all.MaxQueuedBytes) = (true, 64 << 20);
                options?.Invoke(all);
            },
            stomp => listener?.AddTo(stomp),
            endpoint => endpoint.KeepRequest = wire == Wire.KeptRequest,
            listen: listen => Configure(listen, wire, certificate));
        return new(app, certificate);
    }

    public Task<RawWebSocket> OpenAsync(byte[]? early = null) => RawWebSocket.OpenAsync(app.Endpoint, Buffer, certificate, early);

    /// <summary>A client that is subscribed and, until its test has it read, does not.</summary>
    public async Task<RawWebSocket> SubscribeAsync()
    {
        var socket = await OpenAsync();
        await socket.SendTextAsync("CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0");
        await socket.ReceiveAsync();
        await socket.ReceiveAsync();
        return socket;
    }

    /// <summary>Sends messages of different lengths, the longest of 6 KB.</summary>
    public async Task SendAsync(int messages)
    {
        for (var i = 0; i < messages; i++) await app.Template.SendAsync("/topic/a", BodyOf(i));
    }

    public static string BodyOf(int message) => string.Create(CultureInfo.InvariantCulture, $"{message} {new string('x', message * 37 % 6000)}");

    public static string BodyOf(byte[] frame) => Encoding.UTF8.GetString(frame).Split("\n\n")[1].TrimEnd('\0');

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate?.Dispose();
    }

    private static void Configure(ListenOptions listen, Wire wire, SelfSignedCertificate? certificate)
    {
        listen.Use(next => connection =>
        {
            connection.Features.Get<IConnectionSocketFeature>()!.Socket.SendBufferSize = Buffer;
            return next(connection);
        });
        if (wire == Wire.Middleware) listen.UseConnectionLogging();
        if (wire == Wire.Tls) listen.UseHttps(certificate!.Certificate);
    }
}

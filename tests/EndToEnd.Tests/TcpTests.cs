using Stomp.Client;
using Testing.Server;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The chat over plain STOMP, on the port that the settings name.</summary>
public sealed class TcpTests
{
    [Fact]
    public async Task Who_comes_over_tcp_talks_with_who_comes_over_websocket()
    {
        var port = LocalPort.Free();
        await using var owned = new Owned(await ServerProcess.StartAsync($"--Chat:TcpPort={port}"));
        await using var browser = await owned.Server.ListenAsync("room");

        await TalkAsync(new Uri($"stomp://127.0.0.1:{port}"), new());

        Assert.Equal("TALK ss", await browser.NextChatAsync());
    }

    [Fact]
    public async Task It_speaks_tls_there_with_the_certificate_of_the_settings()
    {
        var port = LocalPort.Free();
        using var certificate = new SelfSignedCertificate();
        await using var owned = new Owned(await ServerProcess.StartAsync(
            $"--Chat:TcpPort={port}", "--Chat:TcpTls=true", $"--Kestrel:Certificates:Default:Path={certificate.Path}"));
        await using var browser = await owned.Server.ListenAsync("room");

        await TalkAsync(new Uri($"stomp+ssl://127.0.0.1:{port}"), new() { ConfigureTls = certificate.Trust });

        Assert.Equal("TALK ss", await browser.NextChatAsync());
    }

    private static async Task TalkAsync(Uri address, StompClientOptions options)
    {
        await using var client = new StompClient(address, options);
        await client.ConnectAsync().WaitAsync(ChildProcess.Patience);
        await client.SendWithReceiptAsync("/app/chat/sendMessage", """{"roomId":"room","sender":"ss","message":"hi","type":"TALK"}""")
            .WaitAsync(ChildProcess.Patience);
    }
}

using System.Net.Sockets;
using System.Text;

namespace Stomp.Server.Tests.Transports;

/// <summary>How frames leave where STOMP is spoken over TCP.</summary>
public sealed class TcpWritePathTests
{
    [Fact]
    public async Task A_reader_that_stops_and_goes_on_gets_everything_whole_and_in_order()
    {
        // More than the kernel takes of what is not read.
        const int Messages = 4000;
        await using var wired = await WiredApp.StartAsync(Wire.Socket);
        using var tcp = new TcpClient { ReceiveBufferSize = 8 * 1024 };
        await tcp.ConnectAsync("127.0.0.1", wired.App.TcpPort).WaitAsync(StompTestClient.Patience);
        await tcp.GetStream().WriteAsync("CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0"u8.ToArray());
        using var reader = new StreamReader(tcp.GetStream(), Encoding.UTF8);
        Assert.StartsWith("CONNECTED", await FrameAsync(reader), StringComparison.Ordinal);
        Assert.StartsWith("RECEIPT", await FrameAsync(reader), StringComparison.Ordinal);

        await wired.SendAsync(Messages);

        for (var i = 0; i < Messages; i++) Assert.EndsWith($"\n\n{WiredApp.BodyOf(i)}", await FrameAsync(reader), StringComparison.Ordinal);
    }

    private static async Task<string> FrameAsync(StreamReader reader)
    {
        var frame = new StringBuilder();
        var next = new char[1];
        while (await reader.ReadAsync(next).AsTask().WaitAsync(StompTestClient.Patience) == 1 && next[0] != '\0') frame.Append(next[0]);
        return frame.ToString();
    }
}

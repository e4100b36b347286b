using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Tests;

/// <summary>Filters of a TCP endpoint.</summary>
public sealed class TcpFilterTests
{
    [Fact]
    public async Task It_has_its_own_beside_those_of_all_endpoints()
    {
        var inbound = FilterProbe.On(StompCommand.Send, (context, next) =>
        {
            context.Frame = context.Frame.WithBody(context.Frame.GetBodyText() + " in");
            return next(context);
        });
        var outbound = new EndpointProbe((context, next) =>
        {
            if (context.Frame.Command == StompCommand.Message) context.Frame = context.Frame.WithBody(context.Frame.GetBodyText() + " out");
            return next(context);
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseStomp(endpoint => endpoint.AddOutboundFilter<EndpointProbe>())));
        inbound.AddInbound(builder.Services.AddStomp(options => options.AllowSendToBroker = true).Add(outbound));
        await using var app = builder.Build();
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port);
        var stream = tcp.GetStream();

        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            "CONNECT\naccept-version:1.2\nhost:test\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\0SEND\ndestination:/topic/a\n\nhi\0DISCONNECT\nreceipt:1\n\n\0"));

        var wire = await new StreamReader(stream).ReadToEndAsync().WaitAsync(StompTestClient.Patience);
        Assert.Equal(["CONNECTED", "MESSAGE", "RECEIPT"], wire.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(frame => frame.TrimStart('\n').Split('\n')[0]).Where(command => command.Length > 0));
        Assert.Contains("\n\nhi in out\0", wire);
        Assert.Contains("content-length:9\n", wire);
    }
}

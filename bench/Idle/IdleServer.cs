using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Stomp.Server;

namespace Idle;

/// <summary>STOMP at <c>/ws</c>; tells its address, and for each line that it reads how many bytes are alive.</summary>
internal static class IdleServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddStomp(options =>
        {
            options.ConnectTimeout = TimeSpan.FromHours(1);
            options.HeartBeatIncoming = options.HeartBeatOutgoing = TimeSpan.Zero;
        });
        await using var app = builder.Build();
        app.MapStomp("/ws").WithSockJs(options =>
        {
            options.DisconnectDelay = TimeSpan.FromHours(1);
            options.HeartBeat = TimeSpan.FromHours(1);
        });
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
    }
}

using System.Buffers;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stomp;
using Stomp.Client;
using Stomp.Server;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Micro;

/// <summary>A SEND from the router to a controller's method and back, in a real session that nothing is written to.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    private const int PrefixLength = 4;

    private Func<Task> _stop = null!;
    private ControllerDispatcher _dispatcher = null!;
    private StompSession _session = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddScoped<BenchmarkScope>();
        builder.Services.AddStomp().AddMessageController<BenchmarkController>().AddMessageController<BenchmarkScopedController>();
        var app = builder.Build();
        app.MapStomp("/ws");
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var client = new StompClient(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "/ws"));
        await client.ConnectAsync();
        _stop = async () =>
        {
            await client.DisposeAsync();
            await app.DisposeAsync();
        };
        _dispatcher = app.Services.GetRequiredService<ControllerDispatcher>();
        _session = app.Services.GetRequiredService<SessionRegistry>().All.Single();
    }

    [GlobalCleanup]
    public Task StopAsync() => _stop();

    [Benchmark(Baseline = true)]
    public ValueTask ExactAsync() => SendAsync(Nothing);

    [Benchmark]
    public ValueTask TemplateAsync() => SendAsync(Room);

    [Benchmark]
    public ValueTask InScopeAsync() => SendAsync(Scoped);

    [Benchmark]
    public ValueTask PayloadAndReplyAsync() => SendAsync(Say);

    private static readonly StompFrame Nothing = Frame("/app/nothing", "");
    private static readonly StompFrame Room = Frame("/app/rooms/42/enter", "");
    private static readonly StompFrame Scoped = Frame("/app/scoped", "");
    private static readonly StompFrame Say = Frame("/app/rooms/42/say", "{\"sender\":\"ss\",\"message\":\"hi\"}");

    private ValueTask SendAsync(StompFrame frame) => _dispatcher.SendAsync(_session, frame, frame.Headers[StompHeaderNames.Destination]!, PrefixLength);

    private static StompFrame Frame(string destination, string body) => new(
        StompCommand.Send, new() { { StompHeaderNames.Destination, destination } }, new ReadOnlySequence<byte>(System.Text.Encoding.UTF8.GetBytes(body)));
}

using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests;

/// <summary>What a dispatched message costs.</summary>
public sealed class DispatchAllocationTests
{
    [Theory]
    [InlineData("/app/lean/nothing", "")]
    [InlineData("/app/lean/typed/42/of/high", "")]
    [InlineData("/app/lean/payload", "{\"x\":1,\"y\":2}")]
    public async Task A_dispatched_message_allocates_its_invocation_and_its_controller_alone(string destination, string body)
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<LeanController>());

        Assert.InRange(await BytesPerMessageAsync(app, destination, body), 1, 250);
    }

    [Fact]
    public async Task A_scope_is_made_where_something_needs_it()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<ScopedController>().AddScoped<UnownedThing>());

        Assert.InRange(await BytesPerMessageAsync(app, "/app/scoped", ""), 250, 800);
    }

    private static async Task<long> BytesPerMessageAsync(TestApp app, string destination, string body)
    {
        const int Messages = 100;
        await using var client = await app.ConnectAsync();
        var session = app.Services.GetRequiredService<SessionRegistry>().Find(client.SessionId).Single();
        var dispatcher = app.Services.GetRequiredService<ControllerDispatcher>();
        var headers = new StompHeaders { { "destination", destination }, { "count", "3" } };
        var frame = new StompFrame(StompCommand.Send, headers, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
        for (var i = 0; i < 100; i++) await dispatcher.SendAsync(session, frame, destination, "/app".Length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Messages; i++)
        {
            var handled = dispatcher.SendAsync(session, frame, destination, "/app".Length);
            Assert.True(handled.IsCompletedSuccessfully);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Messages;
    }
}

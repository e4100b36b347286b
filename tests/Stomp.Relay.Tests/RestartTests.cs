using Testing.Brokers;

namespace Stomp.Relay.Tests;

/// <summary>A broker of the test's own is killed and started again.</summary>
public sealed class RestartTests
{
    [SkippableFact]
    public async Task RabbitMQ_is_killed_and_started_while_clients_talk()
    {
        var broker = new RabbitMqFixture();
        Requirement.Check(broker.Missing);
        await RunAsync(broker, () => broker.TcpAddress, broker.KillAsync, broker.StartAgainAsync);
    }

    [SkippableFact]
    public async Task ActiveMQ_is_killed_and_started_while_clients_talk()
    {
        var broker = new ActiveMqFixture();
        Requirement.Check(broker.Missing);
        await RunAsync(broker, () => broker.TcpAddress, broker.KillAsync, broker.StartAgainAsync);
    }

    private static async Task RunAsync(IAsyncLifetime broker, Func<Uri> address, Func<Task> killAsync, Func<Task> startAsync)
    {
        await broker.InitializeAsync();
        try
        {
            await using var relay = await RelayApp.StartAsync(address());
            relay.App.ExpectsNoProblems = false;
            await using var client = await relay.App.SubscribedAsync("/topic/rooms/1");
            await relay.App.Template.SendAsync("/topic/rooms/1", "before");
            Assert.Equal("before", await client.ReceiveBodyAsync());

            await killAsync();
            Assert.False(await relay.Availability.NextAsync());
            var back = relay.Availability.NextAsync(TimeSpan.FromMinutes(5));
            await startAsync();
            Assert.True(await back);

            await relay.App.Template.SendAsync("/topic/rooms/1", "after");
            Assert.Equal("after", await client.ReceiveBodyAsync());
        }
        finally
        {
            await broker.DisposeAsync();
        }
    }
}

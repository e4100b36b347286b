using System.Buffers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stomp;
using Stomp.Server;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Micro;

/// <summary>One message into a room: encoded, put into every outbox, and written to transports that take all and do nothing.</summary>
[MemoryDiagnoser]
public class FanOutBenchmarks
{
    private readonly BrokerMessage _message = new("/topic/a", "application/json", null, new ReadOnlySequence<byte>(new byte[100]), IsText: true);
    private readonly List<Outbox> _outboxes = [];
    private InMemoryBroker _broker = null!;

    [Params(10, 1000)]
    public int Subscribers { get; set; }

    [Params(0, 100_000)]
    public int OtherSubscriptions { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var services = new ServiceCollection().AddLogging().AddStomp().Services.BuildServiceProvider();
        _broker = services.GetRequiredService<InMemoryBroker>();
        var options = services.GetRequiredService<IOptions<StompOptions>>().Value;
        for (var i = 0; i < Subscribers + OtherSubscriptions; i++)
        {
            var outbox = new Outbox(new NullTransport(), services.GetRequiredService<OutboxFlusher>(), services.GetRequiredService<MemoryGauge>(), options, TimeProvider.System)
            {
                OnFailed = (_, _) => { },
            };
            var isIn = i < Subscribers;
            _broker.Subscribe(new Subscription { Id = "sub-0", Destination = isIn ? "/topic/a" : $"/topic/{i}", Version = StompVersion.V12, Outbox = outbox });
            if (isIn) _outboxes.Add(outbox);
        }
    }

    [Benchmark]
    public async Task PublishAndWriteAsync()
    {
        _broker.Publish(_message);
        foreach (var outbox in _outboxes) await outbox.WhenDrainedAsync();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>A broker of its own, as AddStomp makes it.</summary>
internal static class TestBroker
{
    public static InMemoryBroker New()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddStomp();
        return services.BuildServiceProvider().GetRequiredService<InMemoryBroker>();
    }
}

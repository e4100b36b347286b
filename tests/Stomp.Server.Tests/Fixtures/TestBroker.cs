using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>A broker of its own, as AddStomp makes it.</summary>
internal static class TestBroker
{
    public static InMemoryBroker New() => Services().GetRequiredService<InMemoryBroker>();

    /// <summary>The broker and all it needs.</summary>
    public static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddStomp();
        return services.BuildServiceProvider();
    }
}

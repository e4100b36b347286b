using ChatServer.Storage;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server;

namespace ChatServer.Tests.Storage;

public sealed class MemoryChatStoreTests : ChatStoreTests
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddStomp().Services.BuildServiceProvider();

    public override Task DisposeAsync() => _services.DisposeAsync().AsTask();

    protected override Task<(IMessageLogStore Log, IChatStore Chat)> OpenAsync()
    {
        var log = _services.GetRequiredService<IMessageLogStore>();
        return Task.FromResult((log, (IChatStore)new MemoryChatStore(log)));
    }
}

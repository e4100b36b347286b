using Stomp.Server;

namespace Micro;

[MessageController]
public sealed class BenchmarkScopedController(BenchmarkScope scope)
{
    [MessageMapping("/scoped")]
    public void Handle() => _ = scope;
}

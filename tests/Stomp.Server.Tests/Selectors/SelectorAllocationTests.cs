using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Tests.Selectors;

public sealed class SelectorAllocationTests
{
    [Fact]
    public void Evaluation_allocates_nothing()
    {
        var selector = Selector.Parse("urgent = FALSE AND NOT urgent AND (age + 1) * 2.5 / 3 BETWEEN 1 AND -size "
            + "OR color IN ('red', 'blue') OR size IN (1, 2) OR a = b OR a < b - 1 OR JMSDeliveryMode = 'PERSISTENT' "
            + "OR \"content-type\" LIKE '%/_x%' OR gone IS NOT NULL "
            + "OR (age > 5) = (NOT urgent) OR color = 'red' OR color > 5 OR TRUE = FALSE");
        var message = SelectorRun.Message("urgent=false;age=5;size=-3;color=green;a=1;b=2");
        for (var i = 0; i < 100; i++) Assert.False(selector.Matches(message));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) selector.Matches(message);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

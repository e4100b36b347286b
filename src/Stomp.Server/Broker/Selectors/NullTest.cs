namespace Stomp.Server.Broker.Selectors;

internal sealed class NullTest(HeaderReference header) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) => header.Read(message) is null;
}

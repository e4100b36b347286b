namespace Stomp.Server.Broker.Selectors;

internal sealed class Like(HeaderReference header, LikePattern pattern) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) => header.Read(message) is { } text ? pattern.Matches(text) : null;
}

namespace Stomp.Server.Broker.Selectors;

internal sealed class TextEquality(HeaderReference header, string value) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) => header.Read(message) is { } text ? text == value : null;
}

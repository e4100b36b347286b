namespace Stomp.Server.Broker.Selectors;

/// <summary>A header IN a list of texts.</summary>
internal sealed class TextList(HeaderReference header, HashSet<string> values) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) => header.Read(message) is { } text ? values.Contains(text) : null;
}

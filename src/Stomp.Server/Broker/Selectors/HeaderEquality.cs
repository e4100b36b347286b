namespace Stomp.Server.Broker.Selectors;

/// <summary>Two headers are equal when their texts are: <c>1</c> is not <c>1.0</c>.</summary>
internal sealed class HeaderEquality(HeaderReference left, HeaderReference right) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) =>
        left.Read(message) is { } a && right.Read(message) is { } b ? a == b : null;
}

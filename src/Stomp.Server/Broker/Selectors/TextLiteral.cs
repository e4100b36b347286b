namespace Stomp.Server.Broker.Selectors;

internal sealed class TextLiteral(string value) : Expression
{
    public string Value { get; } = value;
}

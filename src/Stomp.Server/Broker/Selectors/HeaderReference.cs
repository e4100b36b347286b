namespace Stomp.Server.Broker.Selectors;

/// <summary>A header. It is text; what it is compared with decides what it is read as.</summary>
/// <param name="name">The header's name.</param>
/// <param name="absent">What it is worth in a message without it.</param>
internal class HeaderReference(string name, string? absent = null) : Expression
{
    public virtual string? Read(in SelectorMessage message) => message.Find(name) ?? absent;
}

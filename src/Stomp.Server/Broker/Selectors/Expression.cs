namespace Stomp.Server.Broker.Selectors;

/// <summary>A node of a selector's tree, by what it is worth: a <see cref="Condition"/>, a number, a text or a header.</summary>
internal abstract class Expression;

namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// What is true, false or, as null, unknown. The operators of <c>bool?</c> are the truth tables of SQL (JMS 2.0, 3.8.1.2).
/// </summary>
internal abstract class Condition : Expression
{
    public abstract bool? Evaluate(in SelectorMessage message);
}

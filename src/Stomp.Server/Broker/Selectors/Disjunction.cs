namespace Stomp.Server.Broker.Selectors;

/// <summary>Conditions joined by OR.</summary>
internal sealed class Disjunction(Condition[] conditions) : Condition
{
    public override bool? Evaluate(in SelectorMessage message)
    {
        bool? any = false;
        foreach (var condition in conditions)
        {
            any |= condition.Evaluate(message);
            if (any == true) return true;
        }

        return any;
    }
}

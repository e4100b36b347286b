namespace Stomp.Server.Broker.Selectors;

/// <summary>Conditions joined by AND. A long chain is one node, so that its length costs no stack.</summary>
internal sealed class Conjunction(Condition[] conditions) : Condition
{
    public override bool? Evaluate(in SelectorMessage message)
    {
        bool? all = true;
        foreach (var condition in conditions)
        {
            all &= condition.Evaluate(message);
            if (all == false) return false;
        }

        return all;
    }
}

using System.Reflection;
using Stomp.Server.Broker;

namespace Stomp.Server.Controllers;

/// <summary>Where the results of a method go, by its attributes, its class's, or by default.</summary>
internal sealed class ReplyDestinations(Destinations destinations)
{
    private const string DefaultTopic = "/topic";
    private const string DefaultQueue = "/queue";
    private const string Errors = "/queue/errors";

    /// <returns>The destinations; none for the subscription that asked; null when there was a fault.</returns>
    public ReplyDestination[]? For(HandlerSource source, Action<string> fault)
    {
        var (to, toUser) = AttributesOf(source);
        if (to is null && toUser is null)
        {
            if (source.Kind == HandlerKind.Subscribe) return [];
            if (source.Kind == HandlerKind.Exception) return [ReplyDestination.Parse(Errors, ReplyAudience.Session)];
            if (destinations.IsOfBroker(DefaultTopic + "/any")) return [ReplyDestination.Default(DefaultTopic, ReplyAudience.All)];
            fault($"its result would go to '{DefaultTopic}', which is no prefix of the broker; say where with [SendTo]");
            return null;
        }

        var found = new List<ReplyDestination>();
        var isFaulty = false;
        if (to is { Destinations.Count: 0 }) Fault("[SendTo] names no destination");
        foreach (var text in to?.Destinations ?? []) Add("[SendTo]", text, ReplyAudience.All);
        var audience = toUser?.Broadcast == false ? ReplyAudience.Session : ReplyAudience.User;
        foreach (var text in toUser?.Destinations ?? []) Add("[SendToUser]", text, audience);
        if (toUser is { Destinations.Count: 0 })
        {
            if (destinations.IsOfBroker(DefaultQueue + "/any")) found.Add(ReplyDestination.Default(DefaultQueue, audience));
            else Fault($"[SendToUser] would send to '{DefaultQueue}', which is no prefix of the broker; name a destination");
        }

        return isFaulty ? null : [.. found];

        void Add(string attribute, string text, ReplyAudience whom)
        {
            try
            {
                var destination = ReplyDestination.Parse(text, whom);
                found.Add(destination);
                if (!destinations.IsOfBroker(text)) Fault($"{attribute} names '{text}', which none of the broker's prefixes begins");
                if (source.Template is not { } template) return;
                foreach (var missing in destination.Variables.Where(name => template.IndexOf(name) < 0))
                    Fault($"{attribute} uses the variable '{{{missing}}}', which '{template.Text}' does not have");
            }
            catch (FormatException e)
            {
                Fault($"{attribute}: {e.Message}");
            }
        }

        void Fault(string text)
        {
            isFaulty = true;
            fault(text);
        }
    }

    /// <summary>The variables that a method's own destinations are made of.</summary>
    public static IEnumerable<string> VariablesOf(HandlerSource source)
    {
        var (to, toUser) = AttributesOf(source);
        return (to?.Destinations ?? []).Concat(toUser?.Destinations ?? []).SelectMany(text => ReplyDestination.Parse(text, ReplyAudience.All).Variables);
    }

    // An exception is the sender's affair, so what holds for the results of a class does not hold for it.
    private static (SendToAttribute? To, SendToUserAttribute? ToUser) AttributesOf(HandlerSource source)
    {
        var (to, toUser) = (source.Method.GetCustomAttribute<SendToAttribute>(), source.Method.GetCustomAttribute<SendToUserAttribute>());
        if (to is not null || toUser is not null || source.Kind == HandlerKind.Exception) return (to, toUser);
        var type = source.Method.ReflectedType!;
        return (type.GetCustomAttribute<SendToAttribute>(), type.GetCustomAttribute<SendToUserAttribute>());
    }
}

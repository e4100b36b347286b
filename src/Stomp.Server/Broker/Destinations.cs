using Microsoft.Extensions.Options;
using Stomp.Server.Security;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>
/// Who a destination belongs to, by its prefix, and what user destinations stand for: <c>/user/queue/x</c> of a session is
/// <c>/user/{session}/queue/x</c> in the broker, a name that no client can subscribe to by itself.
/// </summary>
internal sealed class Destinations(IOptions<StompOptions> options)
{
    /// <summary>Where answers go: names that the server makes for clients that ask for one (RabbitMQ's temporary queues).</summary>
    public const string ReplyPrefix = "/reply-queue";

    private const string QueuePrefix = "/queue";
    private const string Rule = "the prefixes in StompOptions";

    private readonly StompOptions _options = options.Value;
    private readonly bool _allowsSendToBroker = options.Value.AllowSendToBroker || options.Value.OpenLikeSpring;
    private readonly bool _allowsSendToUsers = options.Value.AllowSendToUsers || options.Value.OpenLikeSpring;
    private readonly bool _allowsPatterns = options.Value.AllowPatternSubscriptions || options.Value.OpenLikeSpring;

    /// <summary>Where the prefix of an application destination ends and its path begins; negative when it is none.</summary>
    public int PathStart(string destination)
    {
        foreach (var prefix in _options.ApplicationPrefixes)
        {
            if (HasPrefix(destination, prefix)) return prefix.Length;
        }

        return -1;
    }

    public bool IsOfBroker(string destination)
    {
        foreach (var prefix in _options.BrokerPrefixes)
        {
            if (HasPrefix(destination, prefix)) return true;
        }

        return false;
    }

    /// <summary>Whether messages wait there for one subscriber each, rather than going to all of the moment.</summary>
    public static bool IsQueue(string destination) => HasPrefix(destination, QueuePrefix) || IsReply(destination);

    public static bool IsReply(string destination) => HasPrefix(destination, ReplyPrefix);

    public bool IsOfUser(string destination) => HasPrefix(destination, _options.UserPrefix);

    /// <summary>Whether it names a session, or in a SEND a user, between the user prefix and a destination of the broker.</summary>
    public bool IsOfOthers(string destination) => TrySplitUser(destination, out _, out _);

    /// <summary>Takes <c>/user/{name}/queue/x</c> apart; a slash in a name travels as <c>%2F</c>, as in Spring.</summary>
    public bool TrySplitUser(string destination, out string user, out string own)
    {
        user = own = "";
        if (!IsOfUser(destination)) return false;
        var rest = destination[(_options.UserPrefix.Length + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || rest[..slash] == "**" || !IsOfBroker(rest[slash..])) return false;
        user = rest[..slash].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        own = rest[slash..];
        return true;
    }

    /// <summary>What happens to slow consumers of a topic.</summary>
    public SlowConsumerPolicy WhenSlow(string destination)
    {
        foreach (var rule in _options.SlowConsumers)
        {
            if (rule.Pattern == destination || DestinationPattern.Matches(rule.Pattern, destination)) return rule.Policy;
        }

        return SlowConsumerPolicy.Disconnect;
    }

    /// <summary>Where a session's own messages for a destination go.</summary>
    public string ForSession(string sessionId, string destination) => $"{_options.UserPrefix}/{sessionId}{destination}";

    /// <summary>What a client that subscribes to the destination is subscribed to in the broker.</summary>
    /// <exception cref="StompProtocolException">Nobody may subscribe to it.</exception>
    public string ResolveSubscription(StompSession session, string destination, Access access)
    {
        // A topic of the broker, so that who may listen gets copies, and takes nothing away.
        if (access == Access.OpenedForOthers && IsOfOthers(destination)) return destination;
        if (IsOfUser(destination))
        {
            var own = destination[_options.UserPrefix.Length..];
            if (!IsOfBroker(own) || DestinationPattern.IsPattern(own))
            {
                throw Fault("SUBSCRIBE", $"a user destination is '{_options.UserPrefix}' and one of the broker, without wildcards, such as "
                    + $"'{_options.UserPrefix}{_options.BrokerPrefixes[0]}/news'");
            }

            return ForSession(session.Id, own);
        }

        if (!IsOfBroker(destination))
            throw Fault("SUBSCRIBE", $"expected one that begins with {string.Join(", ", _options.BrokerPrefixes)} or {_options.UserPrefix}");
        if (DestinationPattern.IsPattern(destination) && IsQueue(destination)) throw Fault("SUBSCRIBE", "a queue has no pattern");
        if (DestinationPattern.IsPattern(destination) && !_allowsPatterns && access == Access.ByDefault)
            throw Fault("SUBSCRIBE", "clients may not subscribe to patterns", nameof(StompOptions.AllowPatternSubscriptions));
        return destination;
    }

    /// <exception cref="StompProtocolException">Clients may not send there.</exception>
    public void CheckSend(string destination, Access access)
    {
        var isOpen = _allowsSendToBroker || access != Access.ByDefault;
        if (IsOfUser(destination))
        {
            if (!_allowsSendToUsers && access == Access.ByDefault)
                throw Fault("SEND", "clients may not send to user destinations", nameof(StompOptions.AllowSendToUsers));
            if (!IsOfOthers(destination) || DestinationPattern.IsPattern(destination))
                throw Fault("SEND", $"expected '{_options.UserPrefix}', a user's name and a destination of the broker, without wildcards");
            return;
        }

        if (!IsOfBroker(destination) && !IsReply(destination))
        {
            var prefixes = _options.ApplicationPrefixes.Concat(isOpen ? _options.BrokerPrefixes : []);
            throw Fault("SEND", $"expected one that begins with {string.Join(", ", prefixes)}");
        }

        if (!isOpen)
            throw Fault("SEND", "clients may not send to the broker's destinations", nameof(StompOptions.AllowSendToBroker));
        if (DestinationPattern.IsPattern(destination)) throw Fault("SEND", "a message goes to one destination, not to a pattern");
    }

    private static bool HasPrefix(string destination, string prefix) =>
        destination.Length > prefix.Length + 1 && destination[prefix.Length] == '/' && destination.StartsWith(prefix, StringComparison.Ordinal);

    private static StompProtocolException Fault(string frame, string fault, string rule = Rule) =>
        new(frame, StompHeaderNames.Destination, fault, rule);
}

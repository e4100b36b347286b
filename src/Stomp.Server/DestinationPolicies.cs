namespace Stomp.Server;

/// <summary>
/// Rules of who may do what, by the kind of frame and its destination. They are asked in their order, and the first that matches decides, as in
/// Spring Security. Registered with <see cref="StompBuilder.AddDestinationPolicies"/>.
/// </summary>
/// <remarks>
/// <para>
/// A pattern is a destination with <c>?</c> for a character, <c>*</c> for any within a segment, <c>**</c> as a segment for any segments, and
/// <c>{name}</c> for a segment that the policy gets as a variable. It is compared with the destination as the client wrote it, prefix included.
/// </para>
/// <para>
/// What no rule matches stays as it is without rules: closed are SENDs to the broker and to users, pattern subscriptions, and other users'
/// destinations. A rule of <see cref="Send"/> or <see cref="Subscribe"/> that admits a client also opens these for it; <see cref="Any"/> never does.
/// </para>
/// </remarks>
public sealed class DestinationPolicies
{
    internal List<DestinationRule> Rules { get; } = [];

    /// <summary>Speaks of CONNECT, once it is known who the client is.</summary>
    public DestinationRule Connect() => Add(StompCommand.Connect);

    /// <summary>Speaks of SENDs, to controllers and to the broker alike, those in transactions included.</summary>
    /// <param name="patterns">Where to, for example <c>/app/admin/**</c>.</param>
    public DestinationRule Send(params string[] patterns) => AddPatterns(patterns, StompCommand.Send);

    /// <summary>Speaks of SUBSCRIBE.</summary>
    /// <param name="patterns">To what, for example <c>/topic/rooms/{room}</c>. Other users' destinations are opened only by a pattern that names the
    /// place of the session, such as <c>/user/*/queue/**</c>; <c>/user/**</c> speaks of the client's own.</param>
    /// <remarks>
    /// A wildcard subscription needs a rule whose pattern covers all that it matches; every rule before that one which speaks of a part of
    /// it has to admit the client, too. Rules with variables, unless they allow everybody, do not admit wildcards: there is no value to judge.
    /// </remarks>
    public DestinationRule Subscribe(params string[] patterns) => AddPatterns(patterns, StompCommand.Subscribe);

    /// <summary>Speaks of SENDs and of SUBSCRIBE, as <see cref="Send"/> and <see cref="Subscribe"/> do.</summary>
    /// <param name="patterns">Where to.</param>
    public DestinationRule SendOrSubscribe(params string[] patterns) => AddPatterns(patterns, StompCommand.Send, StompCommand.Subscribe);

    /// <summary>Speaks of every CONNECT, SEND and SUBSCRIBE. It demands, and opens nothing. (Whoever is in may always acknowledge and leave.)</summary>
    public DestinationRule Any() => Add();

    private DestinationRule AddPatterns(string[] patterns, params StompCommand[] commands)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Length == 0) throw new ArgumentException("Name at least one destination, such as '/topic/**'.", nameof(patterns));
        var rule = Add(commands);
        rule.Patterns = patterns;
        return rule;
    }

    private DestinationRule Add(params StompCommand[] commands)
    {
        var rule = new DestinationRule(this, commands);
        Rules.Add(rule);
        return rule;
    }
}

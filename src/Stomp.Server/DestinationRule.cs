using Microsoft.AspNetCore.Authorization;

namespace Stomp.Server;

/// <summary>A rule of <see cref="DestinationPolicies"/>: say whom it admits.</summary>
public sealed class DestinationRule
{
    private readonly DestinationPolicies _policies;

    internal DestinationRule(DestinationPolicies policies, StompCommand[] commands)
    {
        _policies = policies;
        Commands = commands;
    }

    /// <summary>The frames that it speaks of; empty for all.</summary>
    internal StompCommand[] Commands { get; }

    /// <summary>The destinations that it speaks of; empty for all.</summary>
    internal string[] Patterns { get; set; } = [];

    internal bool IsFinished { get; private set; }

    internal bool Denies { get; private set; }

    /// <summary>Whom it admits; null when that is everybody, nobody, or said by <see cref="PolicyName"/>.</summary>
    internal AuthorizationPolicy? Policy { get; private set; }

    internal string? PolicyName { get; private set; }

    /// <summary>Admits everybody.</summary>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies Allow() => Finish();

    /// <summary>Admits nobody.</summary>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies Deny()
    {
        Denies = true;
        return Finish();
    }

    /// <summary>Admits who is authenticated.</summary>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies RequireAuthenticated() => Require(policy => policy.RequireAuthenticatedUser());

    /// <summary>Admits who has one of the roles.</summary>
    /// <param name="roles">The roles.</param>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies RequireRole(params string[] roles) => Require(policy => policy.RequireRole(roles));

    /// <summary>Admits who has the claim.</summary>
    /// <param name="type">The claim's type.</param>
    /// <param name="values">Values of which it has one; none for any.</param>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies RequireClaim(string type, params string[] values) =>
        Require(policy => _ = values.Length == 0 ? policy.RequireClaim(type) : policy.RequireClaim(type, values));

    /// <summary>Admits whom a policy of the application admits; it gets a <see cref="DestinationResource"/>.</summary>
    /// <param name="name">The policy's name, as AddAuthorization registered it. One that does not exist is told of at start.</param>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies RequirePolicy(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        PolicyName = name;
        return Finish();
    }

    /// <summary>Admits whom a policy made here admits.</summary>
    /// <param name="configure">Says what it requires.</param>
    /// <returns>The rules, for the next one.</returns>
    public DestinationPolicies Require(Action<AuthorizationPolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var policy = new AuthorizationPolicyBuilder();
        configure(policy);
        Policy = policy.Build();
        return Finish();
    }

    private DestinationPolicies Finish()
    {
        if (IsFinished) throw new InvalidOperationException("The rule says already whom it admits; begin the next one.");
        IsFinished = true;
        return _policies;
    }
}

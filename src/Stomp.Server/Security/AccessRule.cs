using Microsoft.AspNetCore.Authorization;

namespace Stomp.Server.Security;

/// <summary>One rule for one pattern, ready to be asked.</summary>
/// <param name="Text">How the log calls it.</param>
/// <param name="Command">The frames that it speaks of; null for all.</param>
/// <param name="Pattern">The destinations that it speaks of; null for all.</param>
/// <param name="Denies">Whether it admits nobody.</param>
/// <param name="Policy">Whom it admits; null for everybody, or nobody.</param>
/// <param name="Grants">What it opens for whom it admits.</param>
internal sealed record AccessRule(string Text, StompCommand? Command, RulePattern? Pattern, bool Denies, AuthorizationPolicy? Policy, Access Grants)
{
    /// <summary>Whether it speaks of the frame, or of a part of what the frame asks for.</summary>
    public bool Concerns(DestinationResource resource)
    {
        if (Command is { } command && command != resource.Command) return false;
        if (Pattern is null) return true;
        return resource.IsPattern ? Pattern.Overlaps(resource.Destination) : Pattern.Matches(resource.Destination);
    }

    /// <summary>Whether it speaks of all that the frame asks for, so that no later rule is asked.</summary>
    public bool Decides(DestinationResource resource) => Pattern is null || !resource.IsPattern || Pattern.Covers(resource.Destination);
}

namespace Stomp.Server.Tests.Security;

/// <summary>Who is in which room. It is scoped, as a database context would be.</summary>
internal sealed class MemberList
{
    private readonly HashSet<(string?, string)> _members = [("ann", "red"), ("ann", "both"), ("bob", "blue"), ("bob", "both")];

    public bool Has(string? user, string room) => _members.Contains((user, room));
}

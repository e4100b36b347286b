namespace ChatServer.Storage;

/// <summary>Two members, whoever comes first.</summary>
public readonly record struct MemberPair
{
    /// <summary>The pair of two members; the same in either order.</summary>
    public MemberPair(string one, string other) => (First, Second) = string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);

    /// <summary>The id that comes first by its code units.</summary>
    public string First { get; }

    /// <summary>The other one.</summary>
    public string Second { get; }

    /// <summary>Whom one of the two talks with.</summary>
    public string Other(string memberId) => memberId == First ? Second : First;
}

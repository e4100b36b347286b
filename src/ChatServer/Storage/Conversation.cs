namespace ChatServer.Storage;

/// <summary>Two members talk with each other.</summary>
/// <param name="Pair">Who.</param>
/// <param name="FirstName">The name of the pair's first one, when it was last used.</param>
/// <param name="SecondName">The other's.</param>
/// <param name="At">When they last did.</param>
public sealed record Conversation(MemberPair Pair, string FirstName, string SecondName, DateTimeOffset At)
{
    /// <summary>The name of one of the two.</summary>
    public string NameOf(string memberId) => memberId == Pair.First ? FirstName : SecondName;
}

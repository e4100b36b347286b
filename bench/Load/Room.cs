namespace Load;

/// <summary>One room: who sends to it, and what came to each of its subscribers.</summary>
internal sealed class Room(string name, int subscribers, Publisher publisher)
{
    public string Name { get; } = name;

    public int Subscribers { get; } = subscribers;

    /// <summary>The number of the last message that was sent to it; they begin with 1.</summary>
    public int Sent { get; set; }

    public Publisher Publisher { get; } = publisher;
}

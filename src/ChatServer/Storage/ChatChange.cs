using ChatServer.Presence;

namespace ChatServer.Storage;

/// <summary>Something small that is written together with others of its kind.</summary>
internal abstract record ChatChange
{
    private ChatChange()
    {
    }

    /// <summary>What it changes, for an order in which two servers never wait for each other.</summary>
    public abstract (string, string) Key { get; }

    internal sealed record VisitBegun(Visit Visit) : ChatChange
    {
        public override (string, string) Key => (Visit.RoomId, Visit.Name);
    }

    internal sealed record VisitMarked(Visit Visit, bool IsEnding) : ChatChange
    {
        public override (string, string) Key => (Visit.RoomId, Visit.Name);
    }

    internal sealed record VisitEnded(Visit Visit, DateTimeOffset At) : ChatChange
    {
        public override (string, string) Key => (Visit.RoomId, Visit.Name);
    }

    internal sealed record Talked(Conversation Conversation) : ChatChange
    {
        public override (string, string) Key => (Conversation.Pair.First, Conversation.Pair.Second);
    }

    internal sealed record Forgotten(string MemberId) : ChatChange
    {
        public override (string, string) Key => (MemberId, "");
    }
}

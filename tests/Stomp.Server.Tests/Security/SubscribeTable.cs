namespace Stomp.Server.Tests.Security;

/// <summary>Identity (name and roles), destination, one that it would hear, outcome.</summary>
internal sealed class SubscribeTable : TheoryData<string, string, string, string>
{
    public SubscribeTable()
    {
        AddRooms();
        AddWildcards();
        AddNames();
    }

    private void AddRooms()
    {
        // Rooms, by a policy that gets the room; it cannot judge a wildcard.
        Add("ann", "/topic/rooms/red", "/topic/rooms/red", "yes");
        Add("ann", "/topic/rooms/blue", "/topic/rooms/blue", "refused");
        Add("bob", "/topic/rooms/blue", "/topic/rooms/blue", "yes");
        Add("nobody", "/topic/rooms/both", "/topic/rooms/both", "refused");
        Add("ann", "/topic/rooms/*", "/topic/rooms/red", "refused");
        Add("ann", "/topic/rooms/r?d", "/topic/rooms/red", "refused");
        Add("olga overseer", "/topic/rooms/*", "/topic/rooms/red", "refused");
        Add("olga overseer", "/topic/rooms/red", "/topic/rooms/red", "yes");
        Add("nobody", "/topic/rooms/red/more", "/topic/rooms/red/more", "yes");
    }

    private void AddWildcards()
    {
        // Wildcards: all that they match has to be open.
        Add("nobody", "/topic/news/*", "/topic/news/a", "yes");
        Add("nobody", "/topic/news/a?c", "/topic/news/abc", "yes");
        Add("nobody", "/topic/news/**", "/topic/news/a", "closed");
        Add("nobody", "/topic/news/*/b", "/topic/news/a/b", "closed");
        Add("nobody", "/topic/n*/a", "/topic/news/a", "closed");
        Add("ann", "/topic/**", "/topic/rooms/blue", "refused");
        Add("bob admin", "/topic/**", "/topic/rooms/blue", "refused");
        Add("ann", "/topic/*/red", "/topic/rooms/red", "refused");
        Add("ann", "/topic/ad*/a", "/topic/admin/a", "refused");
        Add("bob admin", "/topic/admin/**", "/topic/admin/a", "yes");
        Add("bob admin", "/topic/admin/*", "/topic/admin/a", "yes");
        Add("ann", "/topic/admin/**", "/topic/admin/a", "refused");
        Add("nobody", "/topic/chat/**", "/topic/chat/private/a", "refused");
        Add("bob admin", "/topic/chat/**", "/topic/chat/private/a", "yes");
        Add("nobody", "/topic/chat/*", "/topic/chat/a", "yes");
        Add("nobody", "/topic/chat/*/x", "/topic/chat/private/x", "refused");
        Add("nobody", "/topic/chat/public/*", "/topic/chat/public/x", "yes");
        Add("nobody", "/topic/unruled/*", "/topic/unruled/a", "closed");
        Add("nobody", "/**", "/topic/chat/a", "refused");
        Add("bob admin", "/*/chat/**", "/topic/chat/a", "refused");
        Add("nobody", "*", "/topic/chat/a", "refused");
    }

    private void AddNames()
    {
        // By name.
        Add("nobody", "/topic/chat/a", "/topic/chat/a", "yes");
        Add("nobody", "/topic/chat/private/a", "/topic/chat/private/a", "refused");
        Add("nobody", "/topic/chat/private/a/b", "/topic/chat/private/a/b", "yes");
        Add("bob admin", "/topic/chat/private/a", "/topic/chat/private/a", "yes");
        Add("ann", "/topic/admin/a", "/topic/admin/a", "refused");
        Add("bob admin", "/topic/admin/a", "/topic/admin/a", "yes");
        Add("nobody", "/topic/vault/a", "/topic/vault/a", "refused");
        Add("olga overseer", "/topic/vault/a", "/topic/vault/a", "refused");
        Add("olga overseer", "/topic/vault/*", "/topic/vault/a", "refused");
        Add("nobody", "/topic/unruled", "/topic/unruled", "yes");

        // Queues, where whoever listens takes away.
        Add("will worker", "/queue/jobs", "/queue/jobs", "yes");
        Add("nobody", "/queue/jobs", "/queue/jobs", "refused");
        Add("bob admin", "/queue/jobs", "/queue/jobs", "refused");
        Add("bob admin", "/queue/others", "/queue/others", "refused");
        Add("will worker", "/queue/*", "/queue/jobs", "refused");
        Add("bob admin", "/queue/x-usersession", "/queue/x-usersession", "refused");

        // Users: one's own; others' for who audits them.
        Add("nobody", "/user/queue/mine", "/user/queue/mine", "yes");
        Add("ann", "/user/topic/mine", "/user/topic/mine", "yes");
        Add("nobody", "/user/queue/*", "/user/queue/mine", "closed");
        Add("nobody", "/user/**", "/user/queue/mine", "refused");
        Add("bob admin", "/user/*/queue/mine", "/user/queue/mine", "closed");
        Add("bob admin", "/user/*/queue/errors", "/user/queue/mine", "refused");
        Add("bob admin", "/user/bob/queue/mine", "/user/queue/mine", "closed");
        Add("bob admin", "/user/ann/queue/errors", "/user/queue/mine", "refused");
    }
}

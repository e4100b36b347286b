namespace Stomp.Server.Tests.Security;

/// <summary>Identity (name and roles), destination, where a listener hears of it, outcome.</summary>
internal sealed class SendTable : TheoryData<string, string, string, string>
{
    public SendTable()
    {
        AddApplication();
        AddUnruled();
        AddBroker();
        AddUsers();
    }

    private void AddApplication()
    {
        // Controllers for administrators.
        Add("nobody", "/app/admin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/admin/do", "/topic/admin/do", "refused");
        Add("ann admin", "/app/admin/do", "/topic/admin/do", "yes");
        Add("ann admins", "/app/admin/do", "/topic/admin/do", "refused");
        Add("ann Admin", "/app/admin/do", "/topic/admin/do", "refused");
        Add("admin", "/app/admin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/admin/nowhere", "/topic/admin/do", "refused");
        Add("ann admin", "/app/admin/nowhere", "/topic/admin/do", "refused");
        Add("ann", "/app/admin", "/topic/admin/do", "refused");
        Add("ann", "/app//admin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/./admin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/admin/do/", "/topic/admin/do", "refused");
        Add("ann", "/app/members/../admin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/Admin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/%61dmin/do", "/topic/admin/do", "refused");
        Add("ann", "/app/admin:do", "/topic/admin/do", "refused");

        // Rooms, by a policy that gets the room.
        Add("ann", "/app/rooms/red/say", "/topic/rooms/red", "yes");
        Add("ann", "/app/rooms/both/say", "/topic/rooms/both", "yes");
        Add("ann", "/app/rooms/blue/say", "/topic/rooms/blue", "refused");
        Add("bob", "/app/rooms/red/say", "/topic/rooms/red", "refused");
        Add("bob", "/app/rooms/blue/say", "/topic/rooms/blue", "yes");
        Add("nobody", "/app/rooms/both/say", "/topic/rooms/both", "refused");
        Add("olga overseer", "/app/rooms/red/say", "/topic/rooms/red", "yes");
        Add("ann", "/app/rooms//say", "/topic/rooms/red", "refused");
        Add("ann", "/app/rooms/*/say", "/topic/rooms/red", "refused");
        Add("ann", "/topic/rooms/red", "/topic/rooms/red", "yes");
        Add("ann", "/topic/rooms/blue", "/topic/rooms/blue", "refused");
        Add("nobody", "/topic/rooms/red", "/topic/rooms/red", "refused");
        Add("ann", "/topic/rooms/red/more", "/topic/rooms/red", "closed");

        // Members: anybody who is somebody.
        Add("nobody", "/app/members/do", "/topic/members/do", "refused");
        Add("ann", "/app/members/do", "/topic/members/do", "yes");
        Add("bob admin", "/app/members/do", "/topic/members/do", "yes");
        Add("nobody", "/app/members/nowhere", "/topic/members/do", "refused");
    }

    private void AddUnruled()
    {
        // Open controllers, closed ones, and one that no rule names.
        Add("nobody", "/app/anyone/do", "/topic/anyone/do", "yes");
        Add("ann", "/app/anyone/do", "/topic/anyone/do", "yes");
        Add("nobody", "/app/anyone/nowhere", "/topic/anyone/do", "refused");
        Add("nobody", "/app/closed/do", "/topic/closed/do", "refused");
        Add("bob admin", "/app/closed/do", "/topic/closed/do", "refused");
        Add("nobody", "/app/unruled", "/topic/unruled", "yes");
        Add("ann", "/app/unruled", "/topic/unruled", "yes");
        Add("nobody", "/app/nowhere", "/topic/nowhere", "refused");
    }

    private void AddBroker()
    {
        // The broker's own destinations: open where a rule says so.
        Add("nobody", "/topic/chat/a", "/topic/chat/a", "yes");
        Add("ann", "/topic/chat/a/b/c", "/topic/chat/a/b/c", "yes");
        Add("nobody", "/topic/chat/*", "/topic/chat/a", "closed");
        Add("nobody", "/topic/news/a", "/topic/news/a", "closed");
        Add("bob admin", "/topic/news/a", "/topic/news/a", "closed");
        Add("nobody", "/topic/admin/a", "/topic/admin/a", "refused");
        Add("bob admin", "/topic/admin/a", "/topic/admin/a", "yes");
        Add("ann gold", "/topic/gold", "/topic/gold", "refused");
        Add("nobody", "/topic/vault/a", "/topic/fence-of-vault", "refused");
        Add("bob admin", "/topic/vault/a", "/topic/fence-of-vault", "refused");
        Add("ann", "/topics/chat/a", "/topic/chat/a", "closed");
        Add("ann", "topic/chat/a", "/topic/chat/a", "closed");
        Add("ann", "/topic", "/topic/chat/a", "closed");
        Add("nobody", "/queue/jobs", "/queue/jobs", "yes");
        Add("nobody", "/queue/others", "/topic/chat/a", "closed");
        Add("bob admin", "/reply-queue/0123456789abcdef0123456789abcdef", "/topic/chat/a", "closed");
    }

    private void AddUsers()
    {
        // Users: one destination, and only for who is somebody.
        Add("ann", "/user/olga/queue/greetings", "/user/queue/greetings", "yes");
        Add("nobody", "/user/olga/queue/greetings", "/user/queue/greetings", "refused");
        Add("ann", "/user/olga/queue/other", "/user/queue/other", "closed");
        Add("ann", "/user/*/queue/greetings", "/user/queue/greetings", "closed");
        Add("ann", "/user/queue/greetings", "/user/queue/greetings", "closed");
        Add("ann", "/user/olga/topic/greetings", "/user/topic/greetings", "closed");
    }
}

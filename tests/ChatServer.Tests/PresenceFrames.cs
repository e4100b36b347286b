using System.Globalization;
using System.Text.Json;
using Stomp;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>What tells of presence, as a client reads it.</summary>
internal static class PresenceFrames
{
    /// <summary>The next frame, which has to be this JOIN or LEAVE with these counts.</summary>
    public static async Task ExpectCountsAsync(this StompTestClient client, string type, string sender, int members, int windows)
    {
        var frame = await client.ExpectAsync("MESSAGE");
        var body = JsonSerializer.Deserialize<JsonElement>(frame.GetBodyText());
        Assert.Equal((type, sender), (body.Text("type"), body.Text("sender")));
        Assert.Equal((members, windows), Counts(frame));
    }

    /// <summary>The next frame, which has to be this word on what somebody does.</summary>
    public static async Task ExpectActivityAsync(this StompTestClient client, string type, string sender, string room = Chat.Room)
    {
        var frame = await client.ExpectAsync("MESSAGE");
        Assert.Equal($"/topic/activity/{room}", frame.Headers["destination"]);
        Assert.Equal($$"""{"roomId":"{{room}}","type":"{{type}}","sender":"{{sender}}"}""", frame.GetBodyText());
    }

    public static (int Members, int Windows) Counts(StompFrame frame) =>
        (int.Parse(frame.Headers["members"]!, CultureInfo.InvariantCulture), int.Parse(frame.Headers["windows"]!, CultureInfo.InvariantCulture));

    /// <summary>Asks for the members of a room.</summary>
    public static Task<IReadOnlyList<JsonElement>> MembersAsync(this StompTestClient client, string id = "members", string room = Chat.Room) =>
        client.AskAsync($"/app/chat/members/{room}", id);

    /// <summary>Subscribes to what is answered once, with an array.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AskAsync(this StompTestClient client, string destination, string id = "ask", string? headers = null) =>
        [.. (await client.AskOnceAsync(destination, id, headers)).EnumerateArray()];

    /// <summary>Subscribes to what is answered once.</summary>
    public static async Task<JsonElement> AskOnceAsync(this StompTestClient client, string destination, string id = "ask", string? headers = null)
    {
        await client.SendAsync($"SUBSCRIBE\nid:{id}\ndestination:{destination}\n{headers}\n\0");
        var frame = await client.ExpectAsync("MESSAGE");
        Assert.Equal((id, destination), (frame.Headers["subscription"], frame.Headers["destination"]));
        await client.SendAsync($"UNSUBSCRIBE\nid:{id}\n\n\0");
        return JsonSerializer.Deserialize<JsonElement>(frame.GetBodyText());
    }

    public static string? Text(this JsonElement element, string member) => element.GetProperty(member).GetString();

    public static long Number(this JsonElement element, string member) => element.GetProperty(member).GetInt64();
}

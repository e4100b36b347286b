using System.Globalization;
using System.Text;
using System.Text.Json;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The chat's messages, written as a client writes them and read as they stand on the wire.</summary>
internal static class Chat
{
    public const string Room = "3d41c3ed-8ddb-458d-9c3a-6f2b1a0e7d55";

    public static string Topic(string room = Room) => $"/topic/public/{room}";

    public static string Join(string sender, string room = Room) => $$"""{"roomId":"{{room}}","sender":"{{sender}}","type":"JOIN"}""";

    public static string Talk(string sender, string text, string room = Room) =>
        $$"""{"roomId":"{{room}}","sender":"{{sender}}","message":{{JsonSerializer.Serialize(text)}},"type":"TALK"}""";

    public static string Leave(string sender, string room = Room) => $$"""{"roomId":"{{room}}","sender":"{{sender}}","type":"LEAVE"}""";

    /// <summary>Sends a body to one of the chat's destinations, as the document's client does: with nothing but a content-length.</summary>
    public static Task SendChatAsync(this StompTestClient client, string destination, string body, string? headers = null)
    {
        var length = Encoding.UTF8.GetByteCount(body);
        return client.SendAsync(string.Create(CultureInfo.InvariantCulture,
            $"SEND\ndestination:/app/chat/{destination}\ncontent-length:{length}\n{headers}\n{body}\0"));
    }

    /// <summary>The next frame, which has to be this chat message of this room.</summary>
    public static async Task ExpectChatAsync(this StompTestClient client, string type, string sender, string? text = null, string room = Room)
    {
        var frame = await client.ExpectAsync("MESSAGE");
        Assert.Equal(Topic(room), frame.Headers["destination"]);
        var body = JsonSerializer.Deserialize<JsonElement>(frame.GetBodyText());
        Assert.Equal((room, type, sender, text),
            (body.GetProperty("roomId").GetString(), body.GetProperty("type").GetString(), body.GetProperty("sender").GetString(), body.GetProperty("message").GetString()));
    }

    /// <summary>Says something and waits for it: what came to the room before has been received by then.</summary>
    public static async Task ExpectNothingMoreAsync(this StompTestClient client, string room = Room)
    {
        await client.SendChatAsync("sendMessage", Talk("fence", "nothing more", room));
        await client.ExpectChatAsync("TALK", "fence", "nothing more", room);
    }

    /// <summary>Waits for the refusal of a message, and gives its problem details.</summary>
    public static async Task<JsonElement> ExpectRefusalAsync(this StompTestClient client, string type)
    {
        var frame = await client.ExpectAsync("MESSAGE");
        Assert.Equal("/user/queue/errors", frame.Headers["destination"]);
        Assert.Equal("application/problem+json", frame.Headers["content-type"]);
        var problem = JsonSerializer.Deserialize<JsonElement>(frame.GetBodyText());
        Assert.Equal(type, problem.GetProperty("type").GetString());
        return problem;
    }
}

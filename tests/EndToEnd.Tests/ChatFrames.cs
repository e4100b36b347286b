using System.Text.Json;
using Testing.Server;

namespace EndToEnd.Tests;

/// <summary>The chat for clients of the tests' own.</summary>
internal static class ChatFrames
{
    public static Task TalkAsync(this StompTestClient client, string room, string sender, string text = "hi") => client.SendAsync(
        $$"""
        SEND
        destination:/app/chat/sendMessage

        {"roomId":"{{room}}","sender":"{{sender}}","message":"{{text}}","type":"TALK"}
        """ + "\0");

    /// <summary>A message of the chat.</summary>
    public static string Body(string room, string type, string sender, string? text) =>
        JsonSerializer.Serialize(new { roomId = room, type, sender, message = text });

    /// <summary>The type and the sender of the next chat message.</summary>
    public static async Task<string> NextChatAsync(this StompTestClient client)
    {
        var frame = await client.ExpectAsync("MESSAGE");
        var body = JsonSerializer.Deserialize<JsonElement>(frame.GetBodyText());
        return $"{body.GetProperty("type").GetString()} {body.GetProperty("sender").GetString()}";
    }
}

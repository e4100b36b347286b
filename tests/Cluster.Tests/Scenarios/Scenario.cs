using System.Text.Json;
using EndToEnd.Tests;
using Stomp;
using Testing.Server;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>What clients do, in rooms and queues of the scenario's own.</summary>
[Collection(SiteCollection.Name)]
public abstract class Scenario(SiteFixture sites)
{
    protected string Room { get; } = Guid.NewGuid().ToString("N");

    protected string Topic => $"/topic/public/{Room}";

    protected string Queue => $"/queue/{Room}";

    private protected Task<ChatSite> AtAsync(Site site) => sites.AtAsync(site);

    /// <summary>Comes into the scenario's room.</summary>
    protected Task JoinAsync(StompTestClient client, string name) => SendAsync(client, "addUser", ChatFrames.Body(Room, "JOIN", name, null));

    /// <summary>Says something there.</summary>
    protected Task SayAsync(StompTestClient client, string name, string text, string? headers = null) =>
        SendAsync(client, "sendMessage", ChatFrames.Body(Room, "TALK", name, text), headers);

    /// <summary>Sends something to the chat.</summary>
    protected static Task SendAsync(StompTestClient client, string to, string body, string? headers = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SendAsync($"SEND\ndestination:/app/chat/{to}\n{headers}\n{body}\0");
    }

    /// <summary>Asks the chat for something.</summary>
    protected static async Task<JsonElement> AskAsync(StompTestClient client, string what)
    {
        ArgumentNullException.ThrowIfNull(client);
        await client.SendAsync($"SUBSCRIBE\nid:ask\ndestination:/app/chat/{what}\n\n\0");
        var answer = await client.ExpectAsync("MESSAGE");
        Assert.Equal("ask", answer.Headers["subscription"]);
        await client.SendAsync("UNSUBSCRIBE\nid:ask\n\n\0");
        return JsonSerializer.Deserialize<JsonElement>(answer.GetBodyText());
    }

    /// <summary>The next frame, which has to be a message of the room: what it says, as <c>TALK민서:hi</c>.</summary>
    protected static async Task<string> HearAsync(StompTestClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Said(await client.ExpectAsync("MESSAGE"));
    }

    /// <summary>What a message of a room says, as <c>TALK 민서: hi</c>, <c>JOIN 민서 (members, windows)</c>.</summary>
    protected static string Said(StompFrame message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = JsonSerializer.Deserialize<JsonElement>(message.GetBodyText());
        var who = $"{body.GetProperty("type").GetString()} {body.GetProperty("sender").GetString()}";
        return body.TryGetProperty("message", out var text) && text.GetString() is { } said ? $"{who}: {said}"
            : message.Headers["members"] is { } members ? $"{who} ({members}, {message.Headers["windows"]})" : who;
    }
}

using ChatServer.Rooms;
using Xunit;

namespace ChatServer.Tests;

/// <summary>What a chat message may hold, and what is refused.</summary>
public sealed class RuleTests(HostedChat chat) : IClassFixture<HostedChat>
{
    private static readonly string Text20000 = new('가', 20_000);

    [Theory]
    [InlineData("roomId", "", "urn:chat:room-id")]
    [InlineData("roomId", "   ", "urn:chat:room-id")]
    [InlineData("roomId", " room", "urn:chat:room-id")]
    [InlineData("roomId", "room ", "urn:chat:room-id")]
    [InlineData("roomId", "a/b", "urn:chat:room-id")]
    [InlineData("roomId", "a*", "urn:chat:room-id")]
    [InlineData("roomId", "a?", "urn:chat:room-id")]
    [InlineData("roomId", "{a", "urn:chat:room-id")]
    [InlineData("roomId", "a}", "urn:chat:room-id")]
    [InlineData("roomId", @"a\nb", "urn:chat:room-id")]
    [InlineData("roomId", @"a\u0000b", "urn:chat:room-id")]
    [InlineData("roomId", @"a\u0085b", "urn:chat:room-id")]
    [InlineData("sender", "", "urn:chat:sender")]
    [InlineData("sender", @"\t", "urn:chat:sender")]
    [InlineData("sender", " ss", "urn:chat:sender")]
    [InlineData("sender", @"ss\u3000", "urn:chat:sender")]
    [InlineData("sender", @"s\ns", "urn:chat:sender")]
    [InlineData("sender", @"s\u007fs", "urn:chat:sender")]
    [InlineData("message", @"a\u0000b", "urn:chat:message")]
    [InlineData("message", @"a\u001bb", "urn:chat:message")]
    [InlineData("message", @"a\u0007b", "urn:chat:message")]
    public async Task Forbidden_characters_are_refused(string member, string value, string problem) =>
        await RefusedAsync(With(member, $"\"{value}\""), problem, member);

    [Theory]
    [InlineData("roomId", 129, "urn:chat:room-id")]
    [InlineData("sender", 65, "urn:chat:sender")]
    [InlineData("message", 20_001, "urn:chat:message")]
    public async Task What_is_too_long_is_refused(string member, int length, string problem) =>
        await RefusedAsync(With(member, $"\"{new string('x', length)}\""), problem, $"{member}: at most {length - 1} characters, got {length}.");

    [Theory]
    [InlineData("roomId", "urn:chat:room-id")]
    [InlineData("sender", "urn:chat:sender")]
    public async Task Null_is_refused_where_a_name_belongs(string member, string problem) => await RefusedAsync(With(member, "null"), problem, member);

    [Theory]
    [InlineData("""{"sender":"ss","message":"hi","type":"TALK"}""", "urn:chat:room-id")]
    [InlineData("""{"roomId":"r","message":"hi","type":"TALK"}""", "urn:chat:sender")]
    public async Task A_missing_member_is_refused(string body, string problem) => await RefusedAsync(body, problem, "is missing or empty");

    [Theory]
    [InlineData("sendMessage", "JOIN")]
    [InlineData("sendMessage", "LEAVE")]
    [InlineData("addUser", "TALK")]
    [InlineData("removeUser", "JOIN")]
    public async Task A_type_that_the_destination_does_not_mean_is_refused(string destination, string type) =>
        await RefusedAsync(With("type", $"\"{type}\""), "urn:chat:type", type, destination);

    [Fact]
    public async Task The_longest_names_and_text_are_taken_whatever_their_script()
    {
        var (room, sender) = (new string('방', 128), new string('이', 64));

        await TakenAsync(room, "sendMessage", $$"""{"roomId":"{{room}}","sender":"{{sender}}","message":"{{Text20000}}","type":"TALK"}""",
            new ChatMessage(room, MessageType.TALK, sender, Text20000));
    }

    [Theory]
    [InlineData("a\tb\r\nc\n")]
    [InlineData("")]
    public async Task Tabs_line_ends_and_an_empty_text_are_taken(string text) =>
        await TakenAsync(Chat.Room, "sendMessage", Chat.Talk("ss", text), new ChatMessage(Chat.Room, MessageType.TALK, "ss", text));

    [Theory]
    [InlineData("addUser", MessageType.JOIN)]
    [InlineData("sendMessage", MessageType.TALK)]
    public async Task The_type_may_be_left_out(string destination, MessageType type) =>
        await TakenAsync("r", destination, """{"roomId":"r","sender":"ss"}""", new ChatMessage("r", type, "ss"));

    private static string With(string member, string json)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["roomId"] = $"\"{Chat.Room}\"",
            ["sender"] = "\"ss\"",
            ["message"] = "\"hi\"",
            [member] = json,
        };
        return $"{{{string.Join(',', members.Select(it => $"\"{it.Key}\":{it.Value}"))}}}";
    }

    private async Task RefusedAsync(string body, string problem, string says, string destination = "sendMessage")
    {
        await using var watcher = await chat.ConnectAsync();
        var room = await watcher.SubscribeAsync(Chat.Topic());
        await using var session = await chat.ConnectAsync();

        var details = await HostedChat.RefusedAsync(session, destination, body, problem);

        Assert.Contains(says, details.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await room.ExpectNothingAsync();
    }

    private async Task TakenAsync(string room, string destination, string body, ChatMessage expected)
    {
        await using var watcher = await chat.ConnectAsync();
        var heard = await watcher.SubscribeAsync(Chat.Topic(room));
        await using var session = await chat.ConnectAsync();

        await session.SendAsync($"/app/chat/{destination}", body);

        Assert.Equal(expected, await heard.ReceiveAsync<ChatMessage>());
        await heard.ExpectNothingAsync();
    }
}

using Xunit;

namespace ChatServer.Tests;

/// <summary>What a chat message may hold, and what is refused.</summary>
public sealed class RuleTests(SharedChatApp shared) : IClassFixture<SharedChatApp>
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
        await using var client = await shared.App.ListenAsync(room);

        await client.SendChatAsync("sendMessage", $$"""{"roomId":"{{room}}","sender":"{{sender}}","message":"{{Text20000}}","type":"TALK"}""");

        await client.ExpectChatAsync("TALK", sender, Text20000, room);
    }

    [Fact]
    public async Task Tabs_line_ends_and_an_empty_text_are_taken()
    {
        await using var client = await shared.App.ListenAsync();

        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "a\tb\r\nc\n"));
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", ""));

        await client.ExpectChatAsync("TALK", "ss", "a\tb\r\nc\n");
        await client.ExpectChatAsync("TALK", "ss", "");
    }

    [Theory]
    [InlineData("addUser", "JOIN")]
    [InlineData("sendMessage", "TALK")]
    public async Task The_type_may_be_left_out(string destination, string type)
    {
        await using var client = await shared.App.ListenAsync(destination);

        await client.SendChatAsync(destination, $$"""{"roomId":"{{destination}}","sender":"ss"}""");

        await client.ExpectChatAsync(type, "ss", room: destination);
    }

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
        await using var watcher = await shared.App.ListenAsync();
        await using var client = await shared.App.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync(destination, body);

        var refusal = await client.ExpectRefusalAsync(problem);
        Assert.Contains(says, refusal.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await watcher.ExpectNothingMoreAsync();
    }
}

using System.Net;
using System.Text.Json;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Rooms, their messages and members over HTTP.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly ChatApp _app = ChatApp.Start();
    private HttpClient _http = null!;

    public Task InitializeAsync()
    {
        _http = _app.CreateClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_created_room_is_told_of_and_found_and_its_id_is_taken()
    {
        var (status, created) = await _http.PostAsync("/api/rooms", """{"roomId":"books","title":"Books & 책","createdBy":"민서"}""");

        Assert.Equal(HttpStatusCode.Created, status);
        var now = _app.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal($$"""{"roomId":"books","title":"Books & 책","createdBy":"민서","createdAt":{{now}},"members":0,"online":0,"lastActivity":null,"last":null}""",
            created.GetRawText());
        Assert.Equal(created.GetRawText(), (await _http.GetJsonAsync("/api/rooms/books")).GetRawText());
        Assert.Equal("books", Assert.Single((await _http.GetJsonAsync("/api/rooms?find=BOOKS")).GetProperty("rooms").EnumerateArray()).Text("roomId"));
        Assert.Empty((await _http.GetJsonAsync("/api/rooms?find=films")).GetProperty("rooms").EnumerateArray());
        await _http.ExpectProblemAsync("/api/rooms", """{"roomId":"books","title":"Again","createdBy":"지훈"}""", HttpStatusCode.Conflict, "urn:chat:room-exists");
        var (_, random) = await _http.PostAsync("/api/rooms", """{"title":"No id","createdBy":"지훈"}""");
        Assert.Equal(36, random.Text("roomId")!.Length);
    }

    [Fact]
    public async Task A_room_that_was_only_talked_in_has_its_id_for_a_title_and_the_last_active_room_comes_first()
    {
        await using var client = await _app.JoinAsync("민서", "early");
        _app.Time.Advance(TimeSpan.FromSeconds(1));
        await _http.PostAsync("/api/rooms", """{"roomId":"made","title":"Made","createdBy":"민서"}""");
        _app.Time.Advance(TimeSpan.FromSeconds(1));
        await TalkAsync(client, "민서", "hi", "late");

        var rooms = (await _http.GetJsonAsync("/api/rooms")).GetProperty("rooms").EnumerateArray().ToArray();

        Assert.Equal(["late", "made", "early"], rooms.Select(room => room.Text("roomId")));
        Assert.Equal(("late", null, JsonValueKind.Null), (rooms[0].Text("title"), rooms[0].Text("createdBy"), rooms[0].GetProperty("createdAt").ValueKind));
        var now = _app.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal($$"""{"sender":"민서","message":"hi","type":"TALK","timestamp":{{now}},"offset":1}""", rooms[0].GetProperty("last").GetRawText());
        Assert.Equal(now, rooms[0].Number("lastActivity"));
        Assert.Equal((1, 1), (rooms[2].Number("members"), rooms[2].Number("online")));
        Assert.Equal("JOIN", rooms[2].GetProperty("last").Text("type"));
        Assert.Single((await _http.GetJsonAsync("/api/rooms?limit=1")).GetProperty("rooms").EnumerateArray());
    }

    [Fact]
    public async Task Messages_come_in_pages_from_wherever_they_are_asked_for()
    {
        await using var client = await _app.ListenAsync();
        for (var i = 1; i <= 10; i++)
        {
            await client.SendChatAsync("sendMessage", Chat.Talk("ss", $"{i}"), $"idempotency-key:key-{i}\n");
            await client.ExpectChatAsync("TALK", "ss", $"{i}");
        }

        Assert.Equal([8, 9, 10], await OffsetsAsync("?limit=3"));
        Assert.Equal([5, 6, 7], await OffsetsAsync("?limit=3&before=8"));
        Assert.Equal([1, 2], await OffsetsAsync("?limit=3&before=3"));
        Assert.Equal([], await OffsetsAsync("?before=1"));
        Assert.Equal([4, 5, 6], await OffsetsAsync("?limit=3&after=3"));
        Assert.Equal([10], await OffsetsAsync("?after=9"));
        Assert.Equal([], await OffsetsAsync("?after=10"));
        Assert.Equal([4, 5, 6], await OffsetsAsync("?limit=3&around=5"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], await OffsetsAsync(""));
        var page = await PageAsync("?limit=1");
        Assert.Equal((1, 11), (page.Number("first"), page.Number("next")));
        Assert.Equal($$"""[{"offset":10,"timestamp":{{_app.Time.GetUtcNow().ToUnixTimeMilliseconds()}},"type":"TALK","sender":"ss","message":"10","key":"key-10"}]""",
            page.GetProperty("messages").GetRawText());
        Assert.NotEmpty(page.Text("epoch")!);
    }

    [Fact]
    public async Task A_room_without_messages_has_an_empty_page_and_is_not_found()
    {
        var page = await _http.GetJsonAsync("/api/rooms/nowhere/messages");
        Assert.Equal((1, 1, 0), (page.Number("first"), page.Number("next"), page.GetProperty("messages").GetArrayLength()));
        await _http.ExpectProblemAsync("/api/rooms/nowhere", HttpStatusCode.NotFound, "urn:chat:no-room");
    }

    [Fact]
    public async Task The_members_are_those_that_stomp_tells_of()
    {
        await using var client = await _app.JoinAsync("민서", "방");

        var members = await client.AskOnceAsync("/app/chat/members/방");

        Assert.Equal(members.GetRawText(), (await _http.GetJsonAsync($"/api/rooms/{Uri.EscapeDataString("방")}/members")).GetRawText());
    }

    [Theory]
    [InlineData("/api/rooms?limit=0")]
    [InlineData("/api/rooms?limit=201")]
    [InlineData("/api/rooms?limit=x")]
    [InlineData("/api/rooms/a/messages?limit=201")]
    [InlineData("/api/rooms/a/messages?before=x")]
    [InlineData("/api/rooms/a/messages?before=99999999999999999999")]
    [InlineData("/api/rooms/a/messages?before=1&after=1")]
    [InlineData("/api/rooms/a/search")]
    [InlineData("/api/rooms/a/search?q=a&limit=101")]
    [InlineData("/api/search?q=a")]
    [InlineData("/api/search?q=%00&room=a")]
    public async Task What_cannot_be_is_answered_with_problem_details(string path) => await _http.ExpectProblemAsync(path, HttpStatusCode.BadRequest, null);

    [Theory]
    [InlineData("/api/rooms/a*")]
    [InlineData("/api/rooms/%20a/messages")]
    [InlineData("/api/rooms/a%7B/members")]
    [InlineData("/api/rooms/a%3F/search?q=a")]
    [InlineData("/api/search?q=a&room=a%2Fb")]
    public async Task A_room_that_cannot_be_is_told_as_stomp_tells_it(string path) => await _http.ExpectProblemAsync(path, HttpStatusCode.BadRequest, "urn:chat:room-id");

    [Theory]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("""{"createdBy":"a"}""", "urn:chat:title")]
    [InlineData("""{"title":"a"}""", "urn:chat:sender")]
    [InlineData("""{"title":" a","createdBy":"a"}""", "urn:chat:title")]
    [InlineData("""{"title":"a","createdBy":"a\u0000"}""", "urn:chat:sender")]
    [InlineData("""{"title":"a","createdBy":"a","roomId":"a/b"}""", "urn:chat:room-id")]
    [InlineData("""{"title":"a","createdBy":"a","roomId":""}""", "urn:chat:room-id")]
    public async Task A_room_that_cannot_be_is_not_created(string body, string? type) =>
        await _http.ExpectProblemAsync("/api/rooms", body, HttpStatusCode.BadRequest, type);

    [Fact]
    public async Task Extreme_offsets_do_no_harm()
    {
        await using var client = await _app.ListenAsync();
        await TalkAsync(client, "ss", "hi", "r");

        foreach (var query in (string[])["before", "after", "around"])
        {
            foreach (var offset in (long[])[long.MinValue, -1, 0, long.MaxValue])
                Assert.True((await _http.GetJsonAsync($"/api/rooms/r/messages?{query}={offset}")).GetProperty("messages").GetArrayLength() <= 1);
        }
    }

    [Fact]
    public async Task Paths_and_methods_that_do_not_exist_are_told_as_problems()
    {
        await _http.ExpectProblemAsync("/api/nothing", HttpStatusCode.NotFound, null);
        using var wrong = await _http.DeleteAsync(new Uri("/api/rooms", UriKind.Relative));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (wrong.StatusCode, wrong.Content.Headers.ContentType?.MediaType));
        using var text = await _http.PostAsync(new Uri("/api/rooms", UriKind.Relative), new StringContent("""{"title":"a","createdBy":"a"}"""));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
    }

    [Fact]
    public async Task What_was_said_is_found_in_a_room_and_over_several()
    {
        await using var client = await _app.ListenAsync("elsewhere");
        foreach (var text in (string[])["대한민국의 봄", "가을", "민국이"])
        {
            await TalkAsync(client, "민서", text, "r");
            _app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await TalkAsync(client, "지훈", "민국", "q");

        await Eventually.TrueAsync(async () => (await _http.GetJsonAsync("/api/search?q=민국&room=r&room=q")).Number("total") == 3);
        var found = await _http.GetJsonAsync("/api/rooms/r/search?q=민국&limit=1");
        Assert.Equal((2, true), (found.Number("total"), found.GetProperty("more").GetBoolean()));
        var hit = Assert.Single(found.GetProperty("hits").EnumerateArray());
        Assert.Equal(("r", 3, "민서", "민국이"), (hit.Text("roomId"), hit.Number("offset"), hit.Text("sender"), hit.Text("message")));
        var older = await _http.GetJsonAsync("/api/rooms/r/search?q=민국&before=3");
        Assert.Equal("대한민국의 봄", Assert.Single(older.GetProperty("hits").EnumerateArray()).Text("message"));
        Assert.Equal(["민국", "민국이", "대한민국의 봄"], (await _http.GetJsonAsync("/api/search?q=민국&room=r&room=q")).GetProperty("hits").EnumerateArray().Select(one => one.Text("message")));
        Assert.Empty((await _http.GetJsonAsync("/api/rooms/r/search?q=%25")).GetProperty("hits").EnumerateArray());
    }

    [Fact]
    public async Task The_description_lists_every_route()
    {
        var document = await _http.GetJsonAsync("/openapi/v1.json");

        var routes = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}")).Order();
        Assert.Equal(["get /api/rooms", "get /api/rooms/{roomId}", "get /api/rooms/{roomId}/members", "get /api/rooms/{roomId}/messages",
            "get /api/rooms/{roomId}/search", "get /api/search", "post /api/rooms"], routes);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject());
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.Text("summary")!));
        Assert.StartsWith("3.", document.Text("openapi"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> PageAsync(string query) => await _http.GetJsonAsync($"/api/rooms/{Chat.Room}/messages{query}");

    private async Task<IEnumerable<long>> OffsetsAsync(string query) =>
        (await PageAsync(query)).GetProperty("messages").EnumerateArray().Select(message => message.Number("offset"));

    private static async Task TalkAsync(StompTestClient client, string sender, string text, string room)
    {
        await client.SendChatAsync("sendMessage", Chat.Talk(sender, text, room), "receipt:said\n");
        await client.ExpectAsync("RECEIPT");
    }
}

using System.Globalization;
using System.Text;
using ChatServer.Rooms;
using ChatServer.Storage.Search;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What every search finds.</summary>
public abstract class MessageSearchTests : IAsyncLifetime
{
    private int _sent;

    private protected IMessageLogStore Store { get; private set; } = null!;

    private protected ISearchCandidates Candidates { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        (Store, Candidates) = await StartAsync();
        await Store.OpenAsync();
    }

    public abstract Task DisposeAsync();

    [Theory]
    [InlineData("안")]
    [InlineData("요")]
    [InlineData("세")]
    [InlineData("녕하")]
    [InlineData("하세요")]
    [InlineData("안녕하세요")]
    [InlineData("습니다 안녕")]
    [InlineData("다.")]
    [InlineData("HELLO")]
    [InlineData("ell")]
    [InlineData("😀")]
    [InlineData("😀👍")]
    [InlineData("👍")]
    [InlineData("x\u0301")]
    [InlineData("cafe\u0301")]
    [InlineData("  안녕  \t hello ")]
    public async Task Any_part_of_a_word_is_found(string query)
    {
        await SayAsync("a", "안녕하세요 반갑습니다. Hello 😀👍 CAF\u00c9 x\u0301");
        await SayAsync("a", "다른 말");

        Assert.Equal([1], await FindAsync(query));
    }

    [Theory]
    [InlineData("녕안")]
    [InlineData("요반")]
    [InlineData("안녕 없다")]
    [InlineData("abc")]
    [InlineData("cafe")]
    [InlineData("bb")]
    public async Task What_is_not_there_is_not_found(string query)
    {
        // It has the pairs of abc, though not abc.
        await SayAsync("a", "안녕하세요 반갑습니다 abxbc caf\u00e9");

        Assert.Empty(await FindAsync(query));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"hello\"")]
    [InlineData("hel*")]
    [InlineData("hello OR there")]
    [InlineData("hello NOT there")]
    [InlineData("NEAR(hello there)")]
    [InlineData("tokens:hello")]
    [InlineData("hello:*")]
    [InlineData("!hello")]
    [InlineData("hello | there")]
    [InlineData("hello<->there")]
    [InlineData("'; DROP TABLE log_message; --")]
    [InlineData("he%")]
    [InlineData("hell_")]
    [InlineData("\\")]
    [InlineData("hello\0there")]
    [InlineData("\ud800")]
    [InlineData("^hello")]
    public async Task No_character_means_anything_but_itself(string query)
    {
        await SayAsync("a", "hello there");
        Assert.Empty(await FindAsync(query));

        if (query == "\ud800") return;
        await SayAsync("a", $"literally {query} it");
        Assert.Equal([2], await FindAsync(query));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u3000\n")]
    public async Task A_query_without_a_word_finds_nothing(string query)
    {
        await SayAsync("a", "hello");

        var result = await SearchAsync(["a"], query);

        Assert.Equal((0, 0, false), (result.Hits.Count, result.Total, result.HasMore));
    }

    [Fact]
    public async Task A_query_of_any_length_is_answered()
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => (char)('가' + i)));
        await SayAsync("a", text);

        Assert.Equal([1], await FindAsync(text));
        Assert.Equal([1], await FindAsync(string.Join(' ', text.AsEnumerable())));
    }

    [Fact]
    public async Task Only_what_was_said_in_the_room_is_found()
    {
        await SayAsync("a", "hello", MessageType.JOIN);
        await SayAsync("b", "hello");
        await Store.AppendAsync([Entries.Of("/topic/public/a", "hello"), Entries.Of("/topic/public/a", "{}"), Entries.Of("/topic/public/a", "null")]);
        await SayAsync("a", "hello a");

        var hit = Assert.Single((await SearchAsync(["a"], "hello")).Hits);

        Assert.Equal(("a", 5, "ss", "hello a"), (hit.RoomId, hit.Offset, hit.Sender, hit.Message));
        Assert.Equal(Entries.Start.AddSeconds(3), hit.Timestamp);
    }

    [Fact]
    public async Task Hits_of_several_rooms_are_in_the_order_of_their_times()
    {
        foreach (var room in (string[])["a", "b", "c", "a", "b"]) await SayAsync(room, "hello");

        var first = await SearchAsync(["a", "b", "a"], "hello", limit: 2);
        var second = await SearchAsync(["a", "b"], "hello", before: first.Hits[^1].Timestamp);

        Assert.Equal([("b", 2L), ("a", 2L)], first.Hits.Select(hit => (hit.RoomId, hit.Offset)));
        Assert.Equal((4, true), (first.Total, first.HasMore));
        Assert.Equal([("b", 1L), ("a", 1L)], second.Hits.Select(hit => (hit.RoomId, hit.Offset)));
        Assert.False(second.HasMore);
    }

    [Fact]
    public async Task Pages_of_a_room_join_without_a_double()
    {
        for (var i = 0; i < 10; i++) await SayAsync("a", i % 2 == 0 ? "even" : "odd");

        var first = await SearchAsync(["a"], "odd", limit: 3);
        var second = await SearchAsync(["a"], "odd", beforeOffset: first.Hits[^1].Offset, limit: 3);

        Assert.Equal([10, 8, 6], first.Hits.Select(hit => hit.Offset));
        Assert.True(first.HasMore);
        Assert.Equal([4, 2], second.Hits.Select(hit => hit.Offset));
        Assert.False(second.HasMore);
    }

    [Fact]
    public async Task Hits_are_counted_up_to_a_thousand()
    {
        await Store.AppendAsync([.. Enumerable.Range(0, 1005).Select(i => Said("a", $"hello {i}"))]);

        var result = await SearchAsync(["a"], "hello", limit: 10);

        Assert.Equal((10, 1000, true), (result.Hits.Count, result.Total, result.HasMore));
        Assert.Equal("hello 1004", result.Hits[0].Message);
    }

    [Fact]
    public async Task What_the_log_has_let_go_of_is_not_found()
    {
        for (var i = 0; i < 4; i++) await SayAsync("a", "hello");
        Assert.Equal([4, 3, 2, 1], await FindAsync("hello"));

        await Store.TrimAsync("/topic/public/a", new LogRetention { MaxMessages = 2 }, Entries.Start);

        Assert.Equal([4, 3], await FindAsync("hello"));
    }

    /// <summary>Makes a store and what searches it.</summary>
    private protected abstract Task<(IMessageLogStore Store, ISearchCandidates Candidates)> StartAsync();

    /// <summary>Has the index catch up, where there is one.</summary>
    private protected async Task CatchUpAsync()
    {
        if (Candidates is not ISearchIndex index) return;
        using var activity = new LogActivity();
        using var indexer = new SearchIndexer(Store, index, activity, NullLogger<SearchIndexer>.Instance);
        await indexer.CatchUpAsync(default).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private protected async Task<SearchResult> SearchAsync(string[] rooms, string query, long? beforeOffset = null, DateTimeOffset? before = null, int limit = 100)
    {
        await CatchUpAsync();
        return await new MessageSearch(Store, Candidates).SearchAsync(rooms, query, beforeOffset, before, limit);
    }

    private protected async Task<IEnumerable<long>> FindAsync(string query) => (await SearchAsync(["a"], query)).Hits.Select(hit => hit.Offset);

    private protected ValueTask SayAsync(string room, string text, MessageType type = MessageType.TALK) => Store.AppendAsync([Said(room, text, type)]);

    private LogEntry Said(string room, string text, MessageType type = MessageType.TALK) => new()
    {
        Destination = $"/topic/public/{room}",
        MessageId = (++_sent).ToString(CultureInfo.InvariantCulture),
        ContentType = "application/json",
        Body = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(new ChatMessage(room, type, "ss", text), ChatJson.Default.ChatMessage)),
        IsText = true,
        Timestamp = Entries.Start.AddSeconds(_sent),
    };
}

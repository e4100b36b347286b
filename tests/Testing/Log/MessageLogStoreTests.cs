using System.Globalization;
using System.Text;
using Stomp;
using Stomp.Server;
using Xunit;

namespace Testing.Log;

/// <summary>What <see cref="IMessageLogStore"/> promises. Each store has a class that derives from this one, and tests beside it of what it alone can do.</summary>
public abstract class MessageLogStoreTests : IAsyncLifetime
{
    protected const string Room = "/topic/room";

    protected static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store, opened.</summary>
    protected IMessageLogStore Store { get; private set; } = null!;

    /// <summary>What it called its epoch.</summary>
    protected string Epoch { get; private set; } = "";

    public virtual async Task InitializeAsync()
    {
        Store = await NewStoreAsync();
        Epoch = await Store.OpenAsync();
    }

    public abstract Task DisposeAsync();

    [Fact]
    public void The_epoch_fits_a_header() => Assert.Matches("^[!-9;-~]{1,64}$", Epoch);

    [Fact]
    public async Task Offsets_count_from_1_at_each_destination_in_the_order_of_the_list()
    {
        LogEntry[] first = [Entry("a"), Entry("x", "/topic/other"), Entry("b")];
        await Store.AppendAsync(first);
        LogEntry[] second = [Entry("c"), Entry("y", "/topic/other")];
        await Store.AppendAsync(second);

        Assert.Equal([1, 1, 2], first.Select(entry => entry.Offset));
        Assert.Equal([3, 2], second.Select(entry => entry.Offset));
        Assert.All(first.Concat(second), entry => Assert.False(entry.IsRepeat));
        Assert.Equal(["a", "b", "c"], await BodiesAsync());
        Assert.Equal(["x", "y"], await BodiesAsync("/topic/other"));
    }

    [Fact]
    public async Task A_message_is_read_as_it_was_given()
    {
        var headers = new StompHeaders();
        headers.Add("z", "first");
        headers.Add("한글", "값: \n\r\\ '\"%");
        headers.Add("empty", "");
        var body = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31)).ToArray();
        var given = new LogEntry
        {
            Destination = "/topic/방 '1'/*",
            MessageId = "id-1",
            ContentType = "application/x; q=\"1\"",
            Headers = headers,
            Body = body,
            IsText = false,
            Timestamp = Noon.AddMilliseconds(7),
        };
        await Store.AppendAsync([given]);

        var read = Assert.Single(await Store.ReadAsync(given.Destination, 1, 10, 10));
        Assert.Equal((1, given.Timestamp, "id-1", given.ContentType, false), (read.Offset, read.Timestamp, read.MessageId, read.ContentType, read.IsText));
        Assert.Equal(headers.ToArray(), read.Headers!.ToArray());
        Assert.Equal(body, read.Body.ToArray());
    }

    [Fact]
    public async Task A_message_may_lack_body_headers_and_content_type()
    {
        await Store.AppendAsync([new LogEntry { Destination = Room, MessageId = "id", IsText = true, Timestamp = Noon }]);

        var read = Assert.Single(await Store.ReadAsync(Room, 1, 10, 1000));
        Assert.Null(read.ContentType);
        Assert.True(read.Headers is null or { Count: 0 });
        Assert.True(read.Body.IsEmpty);
        Assert.True(read.IsText);
    }

    [Fact]
    public async Task A_read_begins_where_it_is_told_and_is_no_longer_than_it_may()
    {
        await AppendAsync(10);

        Assert.Equal(["4", "5", "6"], await BodiesAsync(from: 4, maxMessages: 3));
        Assert.Equal(["1", "2"], await BodiesAsync(from: -5, maxMessages: 2));
        Assert.Equal(["1", "2", "3"], await BodiesAsync(maxBytes: 3));
        Assert.Equal(["1"], await BodiesAsync(maxBytes: 0));
        Assert.Equal(["9", "10"], await BodiesAsync(from: 9));
        Assert.Empty(await BodiesAsync(from: 11));
        Assert.Empty(await BodiesAsync("/topic/nowhere"));
    }

    [Fact]
    public async Task The_range_says_what_there_is()
    {
        Assert.Equal(LogRange.Empty, await Store.GetRangeAsync(Room));

        await AppendAsync(3);

        Assert.Equal(new LogRange(1, 4), await Store.GetRangeAsync(Room));
        Assert.Equal(LogRange.Empty, await Store.GetRangeAsync("/topic/nowhere"));
    }

    [Fact]
    public async Task The_destinations_are_those_with_messages()
    {
        Assert.Empty(await Store.ListDestinationsAsync());

        await Store.AppendAsync([Entry("a"), Entry("b", "/topic/b"), Entry("c")]);

        Assert.Equal(["/topic/b", Room], (await Store.ListDestinationsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_repeat_is_not_kept_and_has_the_offset_of_the_first()
    {
        LogEntry[] together = [Entry("a"), Entry("b", key: 1), Entry("b again", key: 1), Entry("c", key: 2)];
        await Store.AppendAsync(together);
        LogEntry[] later = [Entry("d"), Entry("b once more", key: 1), Entry("c again", key: 2), Entry("e")];
        await Store.AppendAsync(later);

        Assert.Equal([1, 2, 2, 3], together.Select(entry => entry.Offset));
        Assert.Equal([false, false, true, false], together.Select(entry => entry.IsRepeat));
        Assert.Equal([4, 2, 3, 5], later.Select(entry => entry.Offset));
        Assert.Equal([false, true, true, false], later.Select(entry => entry.IsRepeat));
        Assert.Equal(["a", "b", "c", "d", "e"], await BodiesAsync());
    }

    [Fact]
    public async Task A_key_is_known_when_its_message_has_gone()
    {
        await Store.AppendAsync([Entry("a", key: 1), Entry("b")]);
        await Store.TrimAsync(Room, new LogRetention { MaxMessages = 1 }, Noon);
        var repeat = Entry("a again", key: 1);
        await Store.AppendAsync([repeat]);

        Assert.True(repeat.IsRepeat);
        Assert.Equal(1, repeat.Offset);
    }

    [Fact]
    public async Task Keys_are_forgotten_by_their_age()
    {
        await Store.AppendAsync([Entry("a", key: 1, at: Noon), Entry("b", key: 2, at: Noon.AddSeconds(1))]);
        await Store.ForgetKeysAsync(Noon.AddSeconds(1));
        LogEntry[] again = [Entry("a again", key: 1), Entry("b again", key: 2)];
        await Store.AppendAsync(again);

        Assert.Equal([false, true], again.Select(entry => entry.IsRepeat));
        Assert.Equal([3, 2], again.Select(entry => entry.Offset));
    }

    [Fact]
    public async Task A_time_finds_the_first_message_at_it_or_behind()
    {
        await Store.AppendAsync([Entry("a", at: Noon), Entry("b", at: Noon.AddSeconds(1)), Entry("c", at: Noon.AddSeconds(1)), Entry("d", at: Noon.AddSeconds(2))]);

        Assert.Equal(1, await Store.FindAsync(Room, Noon.AddDays(-1)));
        Assert.Equal(1, await Store.FindAsync(Room, Noon));
        Assert.Equal(2, await Store.FindAsync(Room, Noon.AddMilliseconds(1)));
        Assert.Equal(2, await Store.FindAsync(Room, Noon.AddSeconds(1)));
        Assert.Equal(4, await Store.FindAsync(Room, Noon.AddSeconds(2)));
        Assert.Equal(5, await Store.FindAsync(Room, Noon.AddSeconds(3)));
        Assert.Equal(1, await Store.FindAsync("/topic/nowhere", Noon));
    }

    [Fact]
    public async Task Trimming_by_count_takes_the_oldest()
    {
        await AppendAsync(5);
        await Store.AppendAsync([Entry("other", "/topic/other")]);

        Assert.Equal(3, await Store.TrimAsync(Room, new LogRetention { MaxMessages = 2 }, Noon));

        Assert.Equal(["4", "5"], await BodiesAsync());
        Assert.Equal(["5"], await BodiesAsync(from: 5));
        Assert.Equal(new LogRange(4, 6), await Store.GetRangeAsync(Room));
        Assert.Equal(new LogRange(1, 2), await Store.GetRangeAsync("/topic/other"));
        Assert.Equal(4, await Store.FindAsync(Room, Noon.AddDays(-1)));
    }

    [Fact]
    public async Task Trimming_by_age_takes_what_is_older()
    {
        await Store.AppendAsync([Entry("a", at: Noon), Entry("b", at: Noon.AddHours(1)), Entry("c", at: Noon.AddHours(2))]);

        Assert.Equal(1, await Store.TrimAsync(Room, new LogRetention { MaxAge = TimeSpan.FromHours(1) }, Noon.AddHours(2)));

        Assert.Equal(["b", "c"], await BodiesAsync());
    }

    [Fact]
    public async Task Trimming_by_bytes_keeps_what_fits()
    {
        await Store.AppendAsync([Entry("1234"), Entry("1234"), Entry("1234"), Entry("12345")]);

        Assert.Equal(2, await Store.TrimAsync(Room, new LogRetention { MaxBytes = 10 }, Noon));

        Assert.Equal(["1234", "12345"], await BodiesAsync());
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_trimmed()
    {
        await AppendAsync(3);

        Assert.Equal(0, await Store.TrimAsync(Room, new LogRetention(), Noon.AddYears(100)));
        Assert.Equal(0, await Store.TrimAsync("/topic/nowhere", new LogRetention { MaxMessages = 1 }, Noon));

        Assert.Equal(["1", "2", "3"], await BodiesAsync());
    }

    [Fact]
    public async Task Offsets_of_a_destination_that_was_emptied_go_on()
    {
        await AppendAsync(3);
        Assert.Equal(3, await Store.TrimAsync(Room, new LogRetention { MaxMessages = 0 }, Noon));

        Assert.Equal(new LogRange(4, 4), await Store.GetRangeAsync(Room));
        Assert.Empty(await BodiesAsync());
        Assert.Equal(4, await Store.FindAsync(Room, Noon.AddDays(-1)));
        var next = Entry("next");
        await Store.AppendAsync([next]);
        Assert.Equal(4, next.Offset);
        Assert.Equal(["next"], await BodiesAsync());
    }

    [Fact]
    public async Task Who_reads_while_messages_come_sees_no_hole()
    {
        const int Batches = 50, Size = 20;
        var appending = Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                await Store.AppendAsync([.. Enumerable.Range(1, Size).Select(i => Entry(((batch * Size) + i).ToString(CultureInfo.InvariantCulture)))]);
            }
        });
        var reading = Task.Run(async () =>
        {
            long next = 1;
            while (next <= Batches * Size)
            {
                foreach (var message in await Store.ReadAsync(Room, next, 7, 1 << 20))
                {
                    Assert.Equal(next, message.Offset);
                    Assert.Equal(next.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(message.Body.Span));
                    next++;
                }

                var range = await Store.GetRangeAsync(Room);
                Assert.InRange(range.Next, next, (Batches * Size) + 1);
            }
        });

        await Task.WhenAll(appending, reading).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_large_batch_is_kept_whole()
    {
        await AppendAsync(5000);

        Assert.Equal(new LogRange(1, 5001), await Store.GetRangeAsync(Room));
        Assert.Equal(["4999", "5000"], await BodiesAsync(from: 4999));
    }

    /// <summary>Makes a store that holds nothing and is not opened yet.</summary>
    protected abstract Task<IMessageLogStore> NewStoreAsync();

    /// <summary>A message for the log.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="destination">Its destination.</param>
    /// <param name="key">What its key is made of; 0 for none.</param>
    /// <param name="at">When the log took it.</param>
    protected static LogEntry Entry(string body, string destination = Room, int key = 0, DateTimeOffset? at = null) => new()
    {
        Destination = destination,
        MessageId = "id",
        ContentType = "text/plain",
        Body = Encoding.UTF8.GetBytes(body),
        IsText = true,
        Timestamp = at ?? Noon,
        DeduplicationKey = key == 0 ? default : Enumerable.Repeat((byte)key, 16).ToArray(),
    };

    /// <summary>Keeps so many messages at once; each is its number.</summary>
    protected ValueTask AppendAsync(int count) =>
        Store.AppendAsync([.. Enumerable.Range(1, count).Select(i => Entry(i.ToString(CultureInfo.InvariantCulture)))]);

    /// <summary>The bodies of what is read.</summary>
    protected async Task<string[]> BodiesAsync(string destination = Room, long from = 1, int maxMessages = 100, int maxBytes = 1 << 20) =>
        [.. (await Store.ReadAsync(destination, from, maxMessages, maxBytes)).Select(message => Encoding.UTF8.GetString(message.Body.Span))];
}

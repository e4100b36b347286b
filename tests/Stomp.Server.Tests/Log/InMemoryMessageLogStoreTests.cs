using Microsoft.Extensions.Options;
using Stomp.Server.Log;
using Testing.Log;

namespace Stomp.Server.Tests.Log;

public sealed class InMemoryMessageLogStoreTests : MessageLogStoreTests
{
    public override Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_run_has_an_epoch_of_its_own()
    {
        var other = await NewStoreAsync();

        Assert.NotEqual(Epoch, await other.OpenAsync());
    }

    [Fact]
    public async Task What_is_over_the_limit_goes_oldest_first_whatever_its_destination()
    {
        var store = New(options => options.MaxLogBytesInMemory = 100_000);
        for (var i = 0; i < 1000; i++) await store.AppendAsync([Entry(new string('x', 1000), i % 2 == 0 ? "/topic/a" : "/topic/b")]);

        var (a, b) = (await store.GetRangeAsync("/topic/a"), await store.GetRangeAsync("/topic/b"));
        Assert.Equal((501, 501), (a.Next, b.Next));
        Assert.InRange(a.Next - a.First, 30, 40);
        Assert.InRange(b.Next - b.First, a.Next - a.First - 1, a.Next - a.First + 1);
        Assert.Equal(a.First, (await store.ReadAsync("/topic/a", 1, 1, 1))[0].Offset);
    }

    [Fact]
    public async Task A_destination_that_was_given_up_never_gives_an_offset_again()
    {
        var store = New(options => options.MaxLogDestinationsInMemory = 2);
        await store.AppendAsync([Entry("1", "/topic/a"), Entry("2", "/topic/a"), Entry("1", "/topic/b")]);
        var newer = Entry("1", "/topic/c");
        await store.AppendAsync([newer]);

        Assert.Equal(new LogRange(3, 3), await store.GetRangeAsync("/topic/a"));
        Assert.Equal(new LogRange(1, 2), await store.GetRangeAsync("/topic/b"));
        Assert.Equal(3, newer.Offset);
        var again = Entry("3", "/topic/a");
        await store.AppendAsync([again]);
        Assert.Equal(3, again.Offset);
    }

    protected override Task<IMessageLogStore> NewStoreAsync() => Task.FromResult<IMessageLogStore>(New(_ => { }));

    private static InMemoryMessageLogStore New(Action<StompOptions> configure)
    {
        var options = new StompOptions();
        configure(options);
        return new(Options.Create(options));
    }
}

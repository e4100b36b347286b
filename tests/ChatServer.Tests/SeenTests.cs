using ChatServer.Storage;
using Microsoft.Extensions.DependencyInjection;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Who was in a room is not remembered for ever.</summary>
public sealed class SeenTests
{
    [Fact]
    public async Task Once_an_hour_what_is_over_the_settings_is_let_go_of()
    {
        await using var app = ChatApp.Start(("Chat:Retention:Seen:MaxNames", "2"), ("Chat:Retention:Seen:MaxAge", "1.00:00:00"));
        foreach (var name in (string[])["one", "two", "three"])
        {
            await using (await app.JoinAsync(name))
            {
            }

            // When it was seen last is known with the end of its visit.
            await Eventually.TrueAsync(async () => (await StoreOf(app).ReadLeftVisitsAsync(default)).Count == 0);
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await WhenSeenAsync(app, "three", "two", "one");
        app.Time.Advance(TimeSpan.FromHours(1));
        await WhenSeenAsync(app, "three", "two");
        app.Time.Advance(TimeSpan.FromHours(24));
        await WhenSeenAsync(app);
    }

    private static Task WhenSeenAsync(ChatApp app, params string[] names) => Eventually.TrueAsync(async () =>
        (await StoreOf(app).ReadSeenAsync(Chat.Room, 10, default)).Select(member => member.Name).SequenceEqual(names));

    private static IChatStore StoreOf(ChatApp app) => app.Services.GetRequiredService<IChatStore>();
}

namespace Stomp.Server.Tests;

/// <summary>What becomes of what handlers throw.</summary>
public sealed class ExceptionHandlerTests
{
    private readonly DisposalLog _log = new();

    private Task<TestApp> StartAsync(Action<StompOptions>? options = null) => TestApp.StartAsync(options, stomp =>
        stomp.AddMessageController<ThrowingController>().AddMessageController<ErrorAdvice>().Add(_log));

    [Theory]
    [InlineData("argument", "", "/user/queue/errors", "argument in 7  16 made 1")]
    [InlineData("argument", "x:y\n", "/user/queue/errors", "argument in 7 y 16 made 1")]
    [InlineData("null", "", "/user/queue/told/7", "{\"text\":\"null\"}")]
    [InlineData("format", "", "/topic/told/7", "of a format")]
    [InlineData("timeout", "", "/user/queue/errors", "advice: /app/throw/7/timeout")]
    [InlineData("rejected", "", "/user/queue/errors", "advice: refused")]
    public async Task The_handler_of_the_most_specific_type_answers(string what, string headers, string told, string body)
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync(told);
        await using var other = await app.SubscribedAsync("/user/queue/errors");

        await client.SendAsync($"SEND\ndestination:/app/throw/7/{what}\nreceipt:r\n{headers}\n\0");

        var answer = await client.ExpectAsync("MESSAGE");
        Assert.Equal((told, body), (answer.Headers["destination"], answer.GetBodyText()));
        Assert.Equal("r", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await client.FenceAsync();
        await other.FenceAsync();
        Assert.Equal(["controller 1"], _log.Disposed);
    }

    [Fact]
    public async Task What_a_subscription_throws_is_handled_too()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/topic/told/7");

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/app/throw/7/subscribed\nreceipt:r\n\n\0");

        Assert.Equal("of a format", await client.ReceiveBodyAsync());
        await client.ExpectAsync("RECEIPT");
    }

    [Theory]
    [InlineData("other", false, "The message could not be handled.", "NotSupportedException: inner secret")]
    [InlineData("worse", false, "The message could not be handled.", "even worse")]
    [InlineData("other", true, "The message could not be handled. NotSupportedException: inner secret", "NotSupportedException: inner secret")]
    public async Task What_nobody_handles_is_told_in_general_and_logged(string what, bool isDetailed, string told, string logged)
    {
        await using var app = await StartAsync(options => options.EnableDetailedErrors = isDetailed);
        app.ExpectsNoProblems = false;
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:/app/throw/7/{what}\n\n\0");

        Assert.Equal($"{told}\n", (await client.ExpectErrorAsync()).GetBodyText());
        Assert.Contains(logged, Assert.Single(app.Log.Problems), StringComparison.Ordinal);
    }
}

namespace Stomp.Server.Tests;

/// <summary>Messages to <c>/app</c> and the methods that are mapped to them.</summary>
public sealed class ControllerTests
{
    private static Task<TestApp> StartAsync() => TestApp.StartOpenAsync(
        stomp: stomp => stomp.AddMessageController<RoomController>().AddMessageController<DerivedController>().Add(new DisposalLog()));

    [Theory]
    [InlineData("/app/room/42/say", "{\"text\":\"hi\"}", "/topic/room/42", "{\"text\":\"42: hi\"}")]
    [InlineData("/app/room/7/text", "안녕", "/topic/room/7/text", "안녕!")]
    [InlineData("/app/room/7/bytes", "abc", "/topic/room/7/bytes", "3")]
    [InlineData("/app/room/lobby/say", "", "/topic/room/lobby/say", "the lobby")]
    [InlineData("/app/room/7/task", "", "/topic/room/7/task", "task")]
    [InlineData("/app/room/7/value-task", "", "/topic/room/7/value-task", "value task")]
    [InlineData("/app/room/7/static", "", "/topic/room/7/static", "static 7")]
    [InlineData("/app/room/7/level/High", "", "/topic/levels/High/7", "High")]
    [InlineData("/app/room/7/renamed/a b", "", "/topic/room/7/renamed/a b", "a b")]
    [InlineData("/app/room/7/context", "", "/topic/room/7/context", "True True True")]
    [InlineData("/app/derived/hello", "", "/topic/derived/hello", "DerivedController")]
    public async Task A_message_is_handled_and_its_result_is_sent(string destination, string body, string replyTo, string reply)
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync(replyTo);

        await client.SendAsync($"SEND\ndestination:{destination}\n\n{body}\0");

        Assert.Equal(reply, await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("/app/room/7/nothing")]
    [InlineData("/app/room/7/null")]
    [InlineData("/app/room/7/null-later")]
    [InlineData("/app/room/7/plain-task")]
    [InlineData("/app/room/7/plain-value-task")]
    public async Task No_result_and_null_are_no_reply(string destination)
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/topic/room/**");

        await client.PublishAsync(destination, "");

        await client.FenceAsync();
    }

    [Theory]
    [InlineData("/app/room/42/say", "{\"text\":", "not the JSON expected here")]
    [InlineData("/app/room/42/say", "{\"text\":\"a\"} trailing", "not the JSON expected here")]
    [InlineData("/app/room/42/say", "{\"text\":\"\\ud800\"}", "not the JSON expected here: at $.text")]
    [InlineData("/app/room/42/say", "", "no body")]
    [InlineData("/app/room/42/say", "null", "'null'")]
    [InlineData("/app/room/42/level-in-body", "{\"level\":\"Highest\"}", "not the JSON expected here: at $.level")]
    [InlineData("/app/room/42/level-in-body", "{\"level\":1}", "not the JSON expected here: at $.level")]
    [InlineData("/app/room/many/say", "{\"text\":\"hi\"}", "'many' in the destination is no valid room")]
    [InlineData("/app/room/7/level/Highest", "", "'Highest' in the destination is no valid level")]
    [InlineData("/app/nowhere", "", "There is no such destination, or it is not open to you.")]
    [InlineData("/app/room/7/text/*", "x", "There is no such destination")]
    [InlineData("/app/room/7/renamed/*", "", "wildcard")]
    [InlineData("/app/room/7/refuse", "", "not today")]
    [InlineData("/app/room/7/nul", "", "a\uFFFDb")]
    public async Task Who_sends_what_cannot_be_handled_is_told(string destination, string body, string told)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await using var listening = await app.SubscribedAsync("/user/queue/errors");

        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:r1\n\n{body}\0");
        await listening.SendAsync($"SEND\ndestination:{destination}\nreceipt:r2\n\n{body}\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains(told, error.Headers["message"]);
        Assert.Equal("r1", error.Headers["receipt-id"]);
        var problem = await listening.ExpectAsync("MESSAGE");
        Assert.Equal("/user/queue/errors", problem.Headers["destination"]);
        Assert.Equal("application/problem+json", problem.Headers["content-type"]);
        Assert.Equal("r2", problem.Headers["receipt-id"]);
        var details = System.Text.Json.JsonDocument.Parse(problem.Body).RootElement;
        Assert.Contains(told.Replace('\uFFFD', '\0'), details.GetProperty("detail").GetString());
        Assert.Equal(destination, details.GetProperty("destination").GetString());
        await listening.FenceAsync();
    }

    [Theory]
    [InlineData("/app/room/7/fail")]
    [InlineData("/app/room/7/fail-later")]
    [InlineData("/app/room/7/fail-cancelled")]
    public async Task What_the_application_throws_stays_here(string destination)
    {
        await using var app = await StartAsync();
        app.ExpectsNoProblems = false;
        await using var client = await app.ConnectAsync();
        await using var listening = await app.SubscribedAsync("/user/queue/errors");

        foreach (var sender in new[] { client, listening }) await sender.SendAsync($"SEND\ndestination:{destination}\n\nsecret body\0");

        var told = (await client.ExpectErrorAsync()).GetBodyText() + await listening.ReceiveBodyAsync();
        Assert.Equal(2, told.Split("The message could not be handled.").Length - 1);
        Assert.DoesNotContain("Exception", told, StringComparison.Ordinal);
        Assert.DoesNotContain("inner secret", told, StringComparison.Ordinal);
        Assert.Equal(2, app.Log.Problems.Count());
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("secret body", StringComparison.Ordinal));
        await listening.FenceAsync();
    }

    [Fact]
    public async Task Each_message_has_a_scope_and_a_controller_of_its_own_which_are_disposed()
    {
        var log = new DisposalLog();
        await using var app = await TestApp.StartAsync(stomp: stomp =>
            stomp.AddMessageController<DisposableController>().Add(log).AddScoped<ScopedThing>());
        await using var client = await app.SubscribedAsync("/user/queue/errors");

        foreach (var way in new[] { "fine", "fine", "refuse" })
        {
            await client.SendAsync($"SEND\ndestination:/app/disposable/{way}\nreceipt:r\n\n\0");
            await client.ReceiveAsync();
        }

        Assert.Equal(["controller 1", "thing 1", "controller 2", "thing 2", "controller 3", "thing 3"], log.Disposed);
    }
}

namespace Stomp.Server.Tests;

/// <summary>Payloads become JSON without needless escapes.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData("안녕", "안녕")]
    [InlineData("😀 👩‍👩‍👧", "😀 👩‍👩‍👧")]
    [InlineData("<b>&'+`</b>/", "<b>&'+`</b>/")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\0\u0001\n\r\t\b\f\u001f", "\\u0000\\u0001\\n\\r\\t\\b\\f\\u001F")]
    [InlineData("\u007f\u0080\u2028\ufeff", "\u007f\u0080\u2028\ufeff")]
    public async Task Text_is_escaped_only_where_JSON_asks_for_it(string text, string json)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a");

        await app.Template.SendAsync("/topic/a", new Said(text));

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal($"{{\"text\":\"{json}\"}}", message.GetBodyText());
        Assert.Equal("application/json", message.Headers["content-type"]);
    }

    [Fact]
    public async Task A_lone_surrogate_becomes_a_replacement_character()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a");

        await app.Template.SendAsync("/topic/a", new Said("a\ud800b\udc00"));
        await app.Template.SendAsync("/topic/a", "a\ud800b\udc00");

        var json = await client.ReceiveBodyAsync();
        Assert.Equal("a\ufffdb\ufffd", System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("text").GetString());
        Assert.Equal("a\ufffdb\ufffd", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Strings_and_bytes_travel_as_they_are_with_headers_of_the_application()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a");

        await app.Template.SendAsync("/topic/a", "text", new MessageOptions { Headers = new StompHeaders { { "x", "1:2" }, { "subscription", "not mine" } } });
        await app.Template.SendAsync("/topic/a", (byte[])[0, 255], new MessageOptions { ContentType = "image/x" });
        await app.Template.SendAsync<Said?>("/topic/a", null);

        var text = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("text/plain;charset=utf-8", "1:2", "sub-0"), (text.Headers["content-type"], text.Headers["x"], text.Headers["subscription"]));
        var bytes = await client.ExpectAsync("MESSAGE");
        Assert.Equal("image/x", bytes.Headers["content-type"]);
        Assert.Equal("null", await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("/app/a")]
    [InlineData("/topic")]
    [InlineData("/topic/*")]
    [InlineData("/topic/a\0")]
    [InlineData("/user/x/queue/a")]
    public async Task The_application_sends_to_the_brokers_destinations_only(string destination)
    {
        await using var app = await TestApp.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => app.Template.SendAsync(destination, "x").AsTask());
    }
}

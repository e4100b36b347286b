using Samples.Greeting;

namespace Samples.Tests;

/// <summary>The sample of the greeting guide.</summary>
public sealed class GreetingTests
{
    [Fact]
    public async Task Whoever_says_hello_is_greeted_and_everybody_hears_it()
    {
        await using var app = new SampleApp<GreetingController>();
        await using var listener = await app.ConnectAsync("/gs-guide-websocket");
        await listener.SubscribeAsync("/topic/greetings");
        await using var sender = await app.ConnectAsync("/gs-guide-websocket");

        await sender.PublishAsync("/app/hello", """{"name":"안녕"}""");

        Assert.Equal("""{"content":"Hello, 안녕!"}""", (await listener.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"12345678901234567890123456789012345678901"}""")]
    public async Task Who_gives_no_proper_name_is_told(string body)
    {
        await using var app = new SampleApp<GreetingController>();
        await using var sender = await app.ConnectAsync("/gs-guide-websocket");
        await sender.SubscribeAsync("/user/queue/errors", "errors");

        await sender.SendAsync($"SEND\ndestination:/app/hello\n\n{body}\0");

        Assert.Contains("name", (await sender.ExpectAsync("MESSAGE")).GetBodyText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_is_served_with_its_script_and_the_stomp_library()
    {
        await using var app = new SampleApp<GreetingController>();
        using var client = app.CreateClient();

        foreach (var path in (string[])["/", "/app.js", "/page.css", "/stompjs/index.js"])
            Assert.NotEmpty(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }
}

namespace Stomp.Server.Tests;

/// <summary>Payloads by content type.</summary>
public sealed class ConverterTests
{
    private static Task<TestApp> StartAsync() => TestApp.StartAsync(stomp: stomp =>
        stomp.AddMessageController<ConvertedController>().AddMessageConverter<CsvConverter>());

    [Theory]
    [InlineData("swap", null, "{\"one\":\"a\",\"other\":\"b\"}", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "application/json", "{\"one\":\"a\",\"other\":\"b\"}", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "Application/JSON; charset=utf-8", "{\"one\":\"a\",\"other\":\"b\"}", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "application/vnd.pair+json", "{\"one\":\"a\",\"other\":\"b\"}", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "text/plain;charset=utf-8", "{\"one\":\"a\",\"other\":\"b\"}", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "application/octet-stream", "{\"one\":\"a\",\"other\":\"b\"}", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "text/csv", "a,b", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("swap", "text/comma-separated", "a,b", "application/json", "{\"one\":\"b\",\"other\":\"a\"}")]
    [InlineData("to-csv", null, "{\"one\":\"a\",\"other\":\"b\"}", "text/csv", "a,b")]
    [InlineData("csv-only", null, "a,b", "text/plain;charset=utf-8", "got it")]
    [InlineData("bytes", "image/x", "abc", "application/octet-stream", "abc")]
    public async Task The_content_type_picks_the_converter(string path, string? contentType, string body, string resultType, string result)
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/user/queue/got");

        await client.SendAsync($"SEND\ndestination:/app/convert/{path}\n{(contentType is null ? "" : $"content-type:{contentType}\n")}\n{body}\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal((resultType, result), (message.Headers["content-type"], message.GetBodyText()));
    }

    [Theory]
    [InlineData("text/csv", "a,b,c", "no pair")]
    [InlineData("image/png", "a,b", "A body of type 'image/png' is not understood here.")]
    [InlineData("", "a,b", "A body of type '' is not understood here.")]
    public async Task What_no_converter_understands_is_refused(string contentType, string body, string told)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:/app/convert/swap\ncontent-type:{contentType}\n\n{body}\0");

        Assert.Equal(told, (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task The_template_writes_what_its_options_ask_for()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a");

        await app.Template.SendAsync("/topic/a", new Pair("a", "b"), new MessageOptions { ContentType = "text/csv" });
        await app.Template.SendAsync<object>("/topic/a", "text", new MessageOptions { ContentType = "text/html" });
        await app.Template.SendAsync("/topic/a", new Pair("a", "b"), new MessageOptions { ContentType = "application/vnd.pair+json" });

        Assert.Equal("a,b", await client.ReceiveBodyAsync());
        Assert.Equal("text", await client.ReceiveBodyAsync());
        Assert.Equal("{\"one\":\"a\",\"other\":\"b\"}", await client.ReceiveBodyAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            app.Template.SendAsync("/topic/a", new Pair("a", "b"), new MessageOptions { ContentType = "image/png" }).AsTask());
    }
}

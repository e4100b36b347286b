using System.Text.Json;

namespace Stomp.Server.Tests;

/// <summary>Payloads and their validation attributes.</summary>
public sealed class ValidationTests
{
    [Theory]
    [InlineData("/app/order", "{\"name\":\"a\",\"count\":1,\"address\":{\"city\":\"b\"},\"others\":[]}", null)]
    [InlineData("/app/order", "{\"count\":0}", "{\"count\":[\"The field count must be between 1 and 9.\"],\"name\":[\"The name field is required.\"]}")]
    [InlineData("/app/order", "{\"name\":\"abcdef\",\"count\":1}", "{\"name\":[\"The field name must be a string with a maximum length of 5.\"]}")]
    [InlineData("/app/order", "{\"name\":\"a\",\"count\":1,\"e-mail\":\"x\"}", "{\"e-mail\":[\"The e-mail field is not a valid e-mail address.\"]}")]
    [InlineData("/app/order", "{\"name\":\"a\",\"count\":1,\"address\":{\"city\":\"b\",\"next\":{}}}", "{\"address.next.city\":[\"The Town field is required.\"]}")]
    [InlineData("/app/order", "{\"name\":\"a\",\"count\":1,\"others\":[{\"city\":\"b\"},null,{}]}", "{\"others[2].city\":[\"The Town field is required.\"]}")]
    [InlineData("/app/span", "{\"from\":1,\"to\":2}", null)]
    [InlineData("/app/span", "{\"from\":3,\"to\":2}", "{\"to\":[\"ends before it begins\"]}")]
    [InlineData("/app/span", "{\"from\":3,\"to\":13}", "{\"\":[\"13 is bad luck\"]}")]
    public async Task What_breaks_a_rule_is_told_by_member(string destination, string body, string? errors)
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<ValidatedController>());
        await using var client = await app.SubscribedAsync("/user/queue/errors");

        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:r\n\n{body}\0");

        if (errors is null)
        {
            await client.ExpectAsync("RECEIPT");
            return;
        }

        var problem = JsonDocument.Parse((await client.ExpectAsync("MESSAGE")).Body).RootElement;
        Assert.Equal(errors, problem.GetProperty("errors").GetRawText());
        Assert.Equal("urn:stomp:invalid-payload", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Who_does_not_listen_gets_an_ERROR_that_names_the_members()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<ValidatedController>());
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/app/order\n\n{}\0");

        Assert.Equal("count: The field count must be between 1 and 9. name: The name field is required.", (await client.ExpectErrorAsync()).Headers["message"]);
    }
}

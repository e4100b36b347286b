using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>What parameters get.</summary>
public sealed class ParameterTests
{
    private static Task<TestApp> StartAsync() => TestApp.StartAsync(stomp: stomp =>
    {
        stomp.AddMessageController<ParameterController>().Add(new DisposalLog()).AddScoped<ScopedThing>();
        stomp.Services.AddKeyedSingleton<Gate>("a");
    });

    [Theory]
    [InlineData("header", "count:42", "", "42")]
    [InlineData("header-named", "x-level:high", "", "High")]
    [InlineData("header-nullable", "count:1\ntext:t\nlevel:Low", "", "1 t Low")]
    [InlineData("header-nullable", "a:b", "", "  ")]
    [InlineData("header-default", "a:b", "", "7 High 9")]
    [InlineData("header-default", "count:1\nlevel:Low\nnone:2", "", "1 Low 2")]
    [InlineData("headers", "a:b", "", "destination a")]
    [InlineData("message", "x:y", "{\"text\":\"hi\"}", "/app/p/message y hi")]
    [InlineData("frame", "a:b", "body", "Send body")]
    [InlineData("services", "a:b", "", "True True True True")]
    [InlineData("optional", "a:b", "", "nothing")]
    [InlineData("optional", "a:b", "null", "nothing")]
    [InlineData("optional", "a:b", "{\"text\":\"hi\"}", "hi")]
    [InlineData("not-required", "a:b", "", "nothing")]
    [InlineData("not-required", "a:b", "x", "x")]
    [InlineData("number", "a:b", "", "5")]
    [InlineData("number", "a:b", "6", "6")]
    [InlineData("variable/low", "a:b", "", "Low ")]
    [InlineData("variable", "a:b", "", " ")]
    public async Task A_parameter_gets_what_it_asks_for(string path, string headers, string body, string got)
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/user/queue/got");

        await client.SendAsync($"SEND\ndestination:/app/p/{path}\n{headers}\n\n{body}\0");

        Assert.Equal(got, await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("header", "a:b", "The header 'count' is required but missing.")]
    [InlineData("header", "count:many", "'many' is no valid value of the header 'count'.")]
    [InlineData("header-named", "x-level:1", "'1' is no valid value of the header 'x-level'.")]
    [InlineData("header-nullable", "count:", "'' is no valid value of the header 'count'.")]
    [InlineData("variable/highest", "a:b", "'highest' in the destination is no valid level.")]
    public async Task What_is_missing_or_no_such_value_is_refused(string path, string headers, string told)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:/app/p/{path}\n{headers}\n\n\0");

        Assert.Equal(told, (await client.ExpectErrorAsync()).Headers["message"]);
    }
}

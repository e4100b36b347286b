namespace Stomp.Server.Tests;

/// <summary>Which method a destination leads to.</summary>
public sealed class MappingTests
{
    [Theory]
    [InlineData("/route/exact", "exact")]
    [InlineData("/also/exact", "exact")]
    [InlineData("/route", "class itself")]
    [InlineData("/also", "class itself")]
    [InlineData("/route/one/a", "several a")]
    [InlineData("/also/two/b", "several b")]
    [InlineData("/route/typed/5", "int 5")]
    [InlineData("/route/typed/-5", "int -5")]
    [InlineData("/route/typed/5000000000", "long 5000000000")]
    [InlineData("/route/typed/d5a4d6d2-32a7-4bba-9a0f-3c4a5a7ef3a1", "guid d5a4d6d232a74bba9a0f3c4a5a7ef3a1")]
    [InlineData("/route/typed/TRUE", "bool True")]
    [InlineData("/route/typed/1.5", "decimal 1.5")]
    [InlineData("/route/typed/abc", "three letters abc")]
    [InlineData("/route/typed/ab1", "any ab1")]
    [InlineData("/route/typed/a-12", "regex a-12")]
    [InlineData("/route/typed/a-123", "any a-123")]
    [InlineData("/route/typed/v-1", "v-1")]
    [InlineData("/route/typed/v-2", "v-*")]
    [InlineData("/route/typed/안녕", "any 안녕")]
    [InlineData("/route/typed/5/x", "below 5")]
    [InlineData("/route/typed/v-1/x", "below v-1")]
    [InlineData("/route/typed/a/b/c", "rest")]
    [InlineData("/route/typed/a/", "rest")]
    [InlineData("/route/typed", "rest")]
    [InlineData("/route/many/1/2/3/4/5/6/7/8", "12345678")]
    [InlineData("/route/min/3", "min")]
    [InlineData("/route/max/3", "max")]
    [InlineData("/route/least/abc", "minlength")]
    [InlineData("/route/most/abc", "maxlength")]
    [InlineData("/route/between/abc", "length")]
    public async Task The_most_specific_mapping_is_taken(string path, string taken)
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<RouteController>());
        await using var client = await app.SubscribedAsync("/user/queue/taken");

        await client.SendAsync($"SEND\ndestination:/app{path}\n\n\0");

        Assert.Equal(taken, await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("/app/route/exact/")]
    [InlineData("/app/route/Exact")]
    [InlineData("/app/route/one/")]
    [InlineData("/app/route/one/a/b")]
    [InlineData("/app/route/range/0")]
    [InlineData("/app/route/range/6")]
    [InlineData("/app/route/range/x")]
    [InlineData("/app/route/min/2")]
    [InlineData("/app/route/max/4")]
    [InlineData("/app/route/least/ab")]
    [InlineData("/app/route/most/abcd")]
    [InlineData("/app/route/between/a")]
    [InlineData("/app/route/between/abcd")]
    [InlineData("/app/route/typing")]
    public async Task What_no_mapping_fits_is_refused(string destination)
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<RouteController>());
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:{destination}\n\n\0");

        Assert.Equal("There is no such destination, or it is not open to you.", (await client.ExpectErrorAsync()).Headers["message"]);
    }
}

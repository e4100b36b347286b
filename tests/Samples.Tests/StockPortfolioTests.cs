using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Samples.StockPortfolio;

namespace Samples.Tests;

/// <summary>The sample of the stock portfolio.</summary>
public sealed class StockPortfolioTests
{
    private const string Path = "/portfolio";

    [Fact]
    public async Task Who_subscribes_to_the_positions_gets_its_own_at_once()
    {
        await using var app = new SampleApp<PortfolioController>();
        await using var fabrice = await app.ConnectAsync(Path, await LogInAsync(app, "fabrice", "fab123"));

        await fabrice.SendAsync("SUBSCRIBE\nid:p\ndestination:/app/positions\n\n\0");

        var message = await fabrice.ExpectAsync("MESSAGE");
        Assert.Equal("p", message.Headers["subscription"]);
        Assert.Equal("/app/positions", message.Headers["destination"]);
        Assert.Equal(["CTXS", "DELL", "MSFT", "ORCL"], Json(message.GetBodyText()).EnumerateArray().Select(position => position.GetProperty("ticker").GetString()));
    }

    [Fact]
    public async Task A_trade_changes_the_position_of_whoever_ordered_it_and_of_nobody_else()
    {
        await using var app = new SampleApp<PortfolioController>();
        await using var fabrice = await app.ConnectAsync(Path, await LogInAsync(app, "fabrice", "fab123"));
        await using var paulson = await app.ConnectAsync(Path, await LogInAsync(app, "paulson", "bond"));
        await fabrice.SubscribeAsync("/user/queue/position-updates");
        await paulson.SubscribeAsync("/user/queue/position-updates");

        await fabrice.PublishAsync("/app/trade", """{"action":"Buy","ticker":"DELL","shares":25}""");
        await paulson.PublishAsync("/app/trade", """{"action":"Sell","ticker":"EMC","shares":75}""");

        var bought = Json((await fabrice.ExpectAsync("MESSAGE")).GetBodyText());
        Assert.Equal(("DELL", 75), (bought.GetProperty("ticker").GetString(), bought.GetProperty("shares").GetInt32()));
        var sold = Json((await paulson.ExpectAsync("MESSAGE")).GetBodyText());
        Assert.Equal(("EMC", 0), (sold.GetProperty("ticker").GetString(), sold.GetProperty("shares").GetInt32()));
    }

    [Theory]
    [InlineData("""{"action":"Sell","ticker":"DELL","shares":51}""", "You have 50 shares of DELL.")]
    [InlineData("""{"action":"Buy","ticker":"NONE","shares":1}""", "Nobody trades 'NONE' here.")]
    [InlineData("""{"action":"Buy","ticker":"DELL","shares":0}""", "shares")]
    [InlineData("""{"action":"Buy","shares":1}""", "ticker")]
    public async Task A_trade_that_cannot_be_done_is_told_to_whoever_ordered_it(string trade, string told)
    {
        await using var app = new SampleApp<PortfolioController>();
        await using var fabrice = await app.ConnectAsync(Path, await LogInAsync(app, "fabrice", "fab123"));
        await fabrice.SubscribeAsync("/user/queue/errors");

        await fabrice.SendAsync($"SEND\ndestination:/app/trade\n\n{trade}\0");

        Assert.Contains(told, (await fabrice.ExpectAsync("MESSAGE")).GetBodyText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Prices_come_once_a_second_to_everybody()
    {
        await using var app = new SampleApp<PortfolioController>();
        await using var fabrice = await app.ConnectAsync(Path, await LogInAsync(app, "fabrice", "fab123"));
        await fabrice.SubscribeAsync("/topic/price.stock.*");

        app.Time.Advance(TimeSpan.FromSeconds(1));

        for (var i = 0; i < 5; i++)
        {
            var quote = await fabrice.ExpectAsync("MESSAGE");
            Assert.Equal($"/topic/price.stock.{Json(quote.GetBodyText()).GetProperty("ticker").GetString()}", quote.Headers["destination"]);
        }
    }

    [Fact]
    public async Task Who_has_not_logged_in_gets_no_connection()
    {
        await using var app = new SampleApp<PortfolioController>();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => app.ConnectAsync(Path));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        using var client = app.CreateClient();
        using var form = new FormUrlEncodedContent([new("name", "fabrice"), new("password", "wrong")]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync(new Uri("/login", UriKind.Relative), form)).StatusCode);
    }

    private static async Task<string> LogInAsync(SampleApp<PortfolioController> app, string name, string password)
    {
        using var client = app.CreateClient();
        using var form = new FormUrlEncodedContent([new("name", name), new("password", password)]);
        using var answer = await client.PostAsync(new Uri("/login", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}

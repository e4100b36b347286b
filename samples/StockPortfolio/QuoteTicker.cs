using Stomp.Server;

namespace Samples.StockPortfolio;

/// <summary>Tells everybody the prices, once a second.</summary>
internal sealed class QuoteTicker(Quotes quotes, IMessageTemplate template, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var quote in quotes.Move(Random.Shared))
                await template.SendAsync($"/topic/price.stock.{quote.Ticker}", quote, cancellationToken: stoppingToken);
        }
    }
}

using System.Threading.Channels;
using Stomp.Server;

namespace Samples.StockPortfolio;

/// <summary>Carries trades out, a little after they were ordered, and tells whoever ordered them how it went.</summary>
public sealed class TradeExecutor(Portfolios portfolios, IMessageTemplate template) : BackgroundService
{
    private readonly Channel<(string User, Trade Trade)> _orders = Channel.CreateBounded<(string, Trade)>(1000);

    /// <summary>Takes an order; waits while a thousand others do.</summary>
    public ValueTask OrderAsync(string user, Trade trade, CancellationToken cancellationToken) => _orders.Writer.WriteAsync((user, trade), cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (user, trade) in _orders.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await template.SendToUserAsync(user, "/queue/position-updates", portfolios.Apply(user, trade), cancellationToken: stoppingToken);
            }
            catch (TradeFailedException e)
            {
                await template.SendToUserAsync(user, "/queue/errors", e.Message, cancellationToken: stoppingToken);
            }
        }
    }
}

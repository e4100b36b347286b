using System.Security.Claims;
using Stomp.Server;

namespace Samples.StockPortfolio;

/// <summary>What the portfolio's page asks and orders.</summary>
[MessageController]
public sealed class PortfolioController(Quotes quotes, Portfolios portfolios, TradeExecutor trades)
{
    /// <summary>SUBSCRIBE to /app/positions: the user's positions come at once, to that subscription alone.</summary>
    [SubscribeMapping("/positions")]
    public IReadOnlyList<Position> Positions(ClaimsPrincipal user) => portfolios.Of(user.Identity!.Name!);

    /// <summary>SEND to /app/trade: how it went comes later, on /user/queue/position-updates or /user/queue/errors.</summary>
    [MessageMapping("/trade")]
    public ValueTask Trade(Trade trade, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (quotes.Find(trade.Ticker!) is null) throw new TradeFailedException($"Nobody trades '{trade.Ticker}' here.");
        return trades.OrderAsync(user.Identity!.Name!, trade, cancellationToken);
    }

    /// <summary>What a handler of this class throws reaches the sender as text.</summary>
    [MessageExceptionHandler]
    [SendToUser("/queue/errors")]
    public string Failed(TradeFailedException exception) => exception.Message;
}

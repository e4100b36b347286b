namespace Samples.StockPortfolio;

/// <summary>What each user owns.</summary>
public sealed class Portfolios(Quotes quotes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, int>> _shares = new(StringComparer.Ordinal)
    {
        ["fabrice"] = new(StringComparer.Ordinal) { ["CTXS"] = 75, ["DELL"] = 50, ["MSFT"] = 33, ["ORCL"] = 45 },
        ["paulson"] = new(StringComparer.Ordinal) { ["EMC"] = 75, ["MSFT"] = 33, ["ORCL"] = 45 },
    };

    /// <summary>A user's positions.</summary>
    public IReadOnlyList<Position> Of(string user)
    {
        lock (_gate) return _shares.TryGetValue(user, out var shares) ? [.. shares.Select(entry => PositionOf(entry.Key, entry.Value))] : [];
    }

    /// <summary>Carries a trade out.</summary>
    /// <returns>The user's position in that company, from now on.</returns>
    /// <exception cref="TradeFailedException">The user has not enough shares.</exception>
    public Position Apply(string user, Trade trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        lock (_gate)
        {
            if (!_shares.TryGetValue(user, out var shares)) _shares.Add(user, shares = new(StringComparer.Ordinal));
            var had = shares.GetValueOrDefault(trade.Ticker!);
            if (trade.Action == TradeAction.Sell && had < trade.Shares) throw new TradeFailedException($"You have {had} shares of {trade.Ticker}.");
            var left = trade.Action == TradeAction.Buy ? had + trade.Shares : had - trade.Shares;
            if (left > 0) shares[trade.Ticker!] = left;
            else shares.Remove(trade.Ticker!);
            return PositionOf(trade.Ticker!, left);
        }
    }

    private Position PositionOf(string ticker, int shares)
    {
        var (company, price) = quotes.Find(ticker)!.Value;
        return new(company, ticker, price, shares);
    }
}

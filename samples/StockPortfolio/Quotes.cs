namespace Samples.StockPortfolio;

/// <summary>The companies of the sample, and what their shares cost.</summary>
public sealed class Quotes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Company, decimal Price)> _companies = new(StringComparer.Ordinal)
    {
        ["CTXS"] = ("Citrix Systems", 24.30m),
        ["DELL"] = ("Dell", 13.44m),
        ["EMC"] = ("EMC", 24.30m),
        ["MSFT"] = ("Microsoft", 34.15m),
        ["ORCL"] = ("Oracle", 31.22m),
    };

    /// <summary>The name and the price of a company; null when there is none of that ticker.</summary>
    public (string Company, decimal Price)? Find(string ticker)
    {
        lock (_gate) return _companies.TryGetValue(ticker, out var company) ? company : null;
    }

    /// <summary>Every price, moved a little.</summary>
    public IReadOnlyList<Quote> Move(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        lock (_gate)
        {
            foreach (var (ticker, (company, price)) in _companies.ToList())
                _companies[ticker] = (company, Math.Max(0.01m, price + (random.Next(-50, 51) / 100m)));
            return [.. _companies.Select(entry => new Quote(entry.Key, entry.Value.Price))];
        }
    }
}

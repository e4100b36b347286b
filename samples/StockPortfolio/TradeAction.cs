namespace Samples.StockPortfolio;

/// <summary>Which way a trade goes.</summary>
public enum TradeAction
{
    /// <summary>More shares.</summary>
    Buy,

    /// <summary>Fewer.</summary>
    Sell,
}

namespace Samples.StockPortfolio;

/// <summary>What a share costs.</summary>
public sealed record Quote(string Ticker, decimal Price);

namespace Samples.StockPortfolio;

/// <summary>How many shares of a company somebody has.</summary>
/// <param name="Company">The company.</param>
/// <param name="Ticker">Its ticker.</param>
/// <param name="Price">The price of a share when this was said.</param>
/// <param name="Shares">How many.</param>
public sealed record Position(string Company, string Ticker, decimal Price, int Shares);

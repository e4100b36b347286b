namespace Samples.StockPortfolio;

/// <summary>A trade that cannot be done.</summary>
public sealed class TradeFailedException(string message) : Exception(message);

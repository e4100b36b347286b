using System.ComponentModel.DataAnnotations;

namespace Samples.StockPortfolio;

/// <summary>What somebody wants to buy or sell.</summary>
public sealed record Trade
{
    /// <summary>Which way.</summary>
    [Required]
    public TradeAction? Action { get; init; }

    /// <summary>Of what.</summary>
    [Required]
    public string? Ticker { get; init; }

    /// <summary>How many.</summary>
    [Range(1, 10_000)]
    public int Shares { get; init; }
}

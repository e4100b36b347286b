namespace Stomp.Server.Log;

/// <summary>The log's epoch, for whoever has to know it and comes before the log itself.</summary>
internal sealed class LogEpoch
{
    /// <summary>Empty until the log is open.</summary>
    public string Value { get; set; } = "";
}

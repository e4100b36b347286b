using System.ComponentModel.DataAnnotations;
using Stomp.Server;

namespace ChatServer;

/// <summary>What is kept; the strictest limit counts.</summary>
public sealed class RetentionLimits
{
    /// <summary>Most messages. Null, the default, is without limit.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxMessages { get; set; }

    /// <summary>How long a message is kept. Null, the default, is for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Most bytes of bodies. Null, the default, is without limit.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxBytes { get; set; }

    internal LogRetention ToLogRetention() => new() { MaxMessages = MaxMessages, MaxAge = MaxAge, MaxBytes = MaxBytes };
}

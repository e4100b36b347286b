namespace Stomp.Server;

/// <summary>What happens to a subscriber that does not read as fast as its messages come, once no more may wait for it.</summary>
public enum SlowConsumerPolicy
{
    /// <summary>Its session ends with an ERROR. The default.</summary>
    Disconnect,

    /// <summary>Its oldest messages are dropped; the next MESSAGE says how many, in the header <c>dropped</c>.</summary>
    DropOldest,

    /// <summary>All but its latest message are dropped; the next MESSAGE says how many, in the header <c>dropped</c>.</summary>
    KeepLatest,
}

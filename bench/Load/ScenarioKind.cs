namespace Load;

/// <summary>What the clients of a scenario do.</summary>
internal enum ScenarioKind
{
    /// <summary>Some send, all receive.</summary>
    FanOut,

    /// <summary>They are subscribed and get nothing.</summary>
    Idle,

    /// <summary>They connect, subscribe, send, receive and leave, again and again.</summary>
    Churn,
}

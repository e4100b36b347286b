namespace Load;

/// <summary>What holds for every scenario of a run.</summary>
/// <param name="Server">The server's endpoint.</param>
/// <param name="Process">The server's process, if it is looked at.</param>
/// <param name="WarmUp">How long the load is on before it is measured.</param>
/// <param name="Measured">How long it is measured.</param>
/// <param name="BodyBytes">The length of a message's body, about.</param>
internal sealed record Settings(Uri Server, ServerProcess? Process, TimeSpan WarmUp, TimeSpan Measured, int BodyBytes)
{
    /// <summary>Messages of one publisher that may be under way, where nothing else limits it.</summary>
    public const int Window = 16;
}

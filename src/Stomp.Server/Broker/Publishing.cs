namespace Stomp.Server.Broker;

/// <summary>Waits for what became of a message.</summary>
internal static class Publishing
{
    /// <summary>Done when the broker has confirmed the message, which the built-in one does at once.</summary>
    public static ValueTask WhenConfirmedAsync(this ValueTask<Task?> publishing) =>
        publishing == default ? default : WaitAsync(publishing);

    private static async ValueTask WaitAsync(ValueTask<Task?> publishing)
    {
        if (await publishing is { } confirmed) await confirmed;
    }
}

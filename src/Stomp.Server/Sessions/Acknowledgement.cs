namespace Stomp.Server.Sessions;

/// <summary>What an ACK or NACK does, once its frame has been understood.</summary>
internal abstract class Acknowledgement
{
    /// <summary>Carries it out.</summary>
    /// <param name="isConfirmed">Whether the sender waits until the broker has confirmed it.</param>
    public abstract ValueTask ApplyAsync(bool isConfirmed);

    /// <summary>The transaction that it joined is given up: its messages may be acknowledged again.</summary>
    public abstract void LeaveTransaction();
}

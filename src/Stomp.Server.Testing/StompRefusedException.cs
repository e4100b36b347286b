namespace Stomp.Server.Testing;

/// <summary>The server refused a frame: by an ERROR, or by a message that carries the frame's receipt (<see cref="MessageRejectedException"/>).</summary>
public sealed class StompRefusedException : Exception
{
    internal StompRefusedException(StompFrame answer)
        : base($"The server refused the frame: {Transcript.Describe(answer)}") => Answer = answer;

    /// <summary>The ERROR frame, which ended the session, or the MESSAGE with problem details, which did not.</summary>
    public StompFrame Answer { get; }

    /// <summary>Whether the session goes on.</summary>
    public bool SessionGoesOn => Answer.Command != StompCommand.Error;
}

namespace Stomp.Server.Sessions;

/// <summary>What a fault names as the rule that was broken: the specification's section on the frame.</summary>
internal static class FrameRule
{
    public static string Of(StompFrame frame) => $"STOMP 1.2, {frame.Command.ToWireName()}";
}

namespace Stomp.Server.Controllers;

/// <summary>What became of a method.</summary>
/// <param name="Call">Binds, calls and sends the result.</param>
/// <param name="NeedsScope">Whether a parameter needs a scope.</param>
/// <param name="IsStream">Whether the result is a stream.</param>
/// <param name="NeededVariables">Variables that each mapping must have that an exception handler serves.</param>
internal sealed record CompiledHandler(MessageHandler Call, bool NeedsScope, bool IsStream, IReadOnlyList<string> NeededVariables);

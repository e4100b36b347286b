namespace Stomp.Server;

/// <summary>Marks a class whose exception handlers serve all controllers; Spring's @ControllerAdvice. It is made as controllers are.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MessageControllerAdviceAttribute : Attribute;

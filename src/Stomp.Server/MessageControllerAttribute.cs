namespace Stomp.Server;

/// <summary>Marks a class whose methods handle messages; Spring's @Controller. It is made by dependency injection for each message.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MessageControllerAttribute : Attribute;

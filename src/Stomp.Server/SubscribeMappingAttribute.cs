namespace Stomp.Server;

/// <summary>
/// Has a SUBSCRIBE to a destination of the application call a method: its result goes to that one subscription, at once, past the broker, unless
/// <see cref="SendToAttribute"/> or <see cref="SendToUserAttribute"/> says otherwise. A stream goes on until UNSUBSCRIBE.
/// </summary>
/// <param name="templates">The destinations, as in <see cref="MessageMappingAttribute"/>, whose prefix on the class counts here, too.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeMappingAttribute(params string[] templates) : MappingAttribute(templates);

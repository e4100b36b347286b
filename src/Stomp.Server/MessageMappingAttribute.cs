namespace Stomp.Server;

/// <summary>
/// Maps messages to a method by their destination, the application prefix cut off. On a class it is a prefix for its methods.
/// </summary>
/// <param name="template">
/// The destination, for example <c>/chat/{room}/say</c>: <c>{room}</c> takes one segment, which a parameter of that name receives.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class MessageMappingAttribute(string template) : Attribute
{
    /// <summary>The destination's template.</summary>
    public string Template { get; } = template;
}

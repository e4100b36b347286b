namespace Stomp.Server;

/// <summary>
/// Maps messages to a method by their destination, the application prefix cut off. On a class it is a prefix for its methods. Of several
/// mappings that fit a destination the most specific is taken, segment by segment from the left: text, then text with <c>*</c>, then a
/// variable with a constraint, then any segment, then <c>**</c>.
/// </summary>
/// <param name="templates">
/// The destinations, for example <c>/chat/{room}/say</c>: <c>{room}</c> takes one segment, which a parameter of that name receives;
/// <c>{room:int}</c> takes only what the constraint lets through, <c>*</c> any characters within a segment, and <c>**</c>, at the end, all the rest.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class MessageMappingAttribute(params string[] templates) : MappingAttribute(templates);

using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>A method to be compiled.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">What has it called.</param>
/// <param name="Template">The destination that it is mapped to; null for an exception handler.</param>
/// <param name="Variables">The variables of all the destinations that it is mapped to.</param>
/// <param name="Mapping">Its attribute; null for an exception handler.</param>
internal sealed record HandlerSource(
    MethodInfo Method, HandlerKind Kind, DestinationTemplate? Template, IReadOnlySet<string> Variables, MappingAttribute? Mapping);

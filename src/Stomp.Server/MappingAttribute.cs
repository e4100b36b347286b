namespace Stomp.Server;

/// <summary>What <see cref="MessageMappingAttribute"/> and <see cref="SubscribeMappingAttribute"/> share.</summary>
/// <param name="templates">The destinations' templates.</param>
public abstract class MappingAttribute(string[] templates) : Attribute
{
    /// <summary>The destinations' templates, the application prefix cut off. None stands for the class's own.</summary>
    public IReadOnlyList<string> Templates { get; } = templates;

    /// <summary>Names of the sender's headers that are copied to the result, where the sender gave them. None by default.</summary>
    public string[] CarryHeaders { get; set; } = [];

    /// <summary>The <c>content-type</c> of the result, which picks its converter. Null, the default, is as in <see cref="MessageOptions.ContentType"/>.</summary>
    public string? ResultContentType { get; set; }
}

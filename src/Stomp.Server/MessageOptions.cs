namespace Stomp.Server;

/// <summary>What travels with a message beside its payload.</summary>
public sealed record MessageOptions
{
    /// <summary>
    /// The <c>content-type</c> header. Null, the default, is <c>application/json</c>; for strings <c>text/plain;charset=utf-8</c> and for
    /// bytes <c>application/octet-stream</c>. It picks the converter for objects; strings and bytes travel as they are.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers of the MESSAGE; those that the server sets itself are left alone. Null for none.</summary>
    public StompHeaders? Headers { get; init; }
}

namespace Stomp.Server.Controllers;

/// <summary>What travels with a result: its content type, and headers of the message that it answers.</summary>
internal sealed class ReplyOptions(string? contentType, string[] carriedHeaders)
{
    private readonly MessageOptions? _constant = contentType is null ? null : new() { ContentType = contentType };

    public MessageOptions? For(ControllerInvocation invocation)
    {
        if (carriedHeaders.Length == 0) return _constant;
        var headers = new StompHeaders(carriedHeaders.Length);
        foreach (var name in carriedHeaders)
        {
            if (invocation.Frame.Headers.TryGetValue(name, out var value)) headers.Add(name, value);
        }

        return new() { ContentType = contentType, Headers = headers };
    }
}

namespace Stomp.Server.Controllers;

/// <summary>What has a method called.</summary>
internal enum HandlerKind
{
    /// <summary>A SEND.</summary>
    Message,

    /// <summary>A SUBSCRIBE.</summary>
    Subscribe,

    /// <summary>An exception.</summary>
    Exception,
}

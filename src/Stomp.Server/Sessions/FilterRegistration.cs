namespace Stomp.Server.Sessions;

/// <summary>A filter of all endpoints that the application registered.</summary>
internal sealed record FilterRegistration(Type Filter, bool IsOutbound);

namespace Stomp.Server.Security;

/// <summary>What a page has to send back, in members named as those of Spring's CsrfToken.</summary>
internal sealed record AntiforgeryToken(string HeaderName, string Token);

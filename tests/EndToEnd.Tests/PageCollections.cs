namespace EndToEnd.Tests;

/// <summary>
/// The classes that use the page, in two lots of about the same length: those of a lot share Chromium and a server, which take
/// seconds to start, and so run one after the other. Their rooms have names of their own.
/// </summary>
internal static class PageCollections
{
    public const string Talking = "Talking in the page";
    public const string Seeing = "Seeing the page";
}

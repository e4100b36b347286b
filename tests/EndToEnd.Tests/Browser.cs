using Microsoft.Playwright;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The machine's Chromium and a server, shared by the classes of a collection.</summary>
public sealed class Browser : IAsyncLifetime
{
    internal static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    static Browser() => Assertions.SetDefaultExpectTimeout(Visitor.PatienceMs);

    public ServerProcess Server { get; } = new();

    /// <summary>
    /// A visitor with a browser profile of their own, speaking English unless told otherwise; for whom the page's content security policy holds,
    /// unless a script of the test's own is to do what the page never does.
    /// </summary>
    internal async Task<Visitor> VisitAsync(string path = "/", string language = "en-US", int width = 1280, Uri? address = null, bool bypassesPolicy = false,
        ColorScheme theme = ColorScheme.Light, bool hasTouch = false)
    {
        var chromium = Requirement.Chromium();
        Requirement.PageLibrary();
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
        var context = await _browser.NewContextAsync(new() { Locale = language, ViewportSize = new() { Width = width, Height = 720 }, BypassCSP = bypassesPolicy, ColorScheme = theme, HasTouch = hasTouch });
        return await Visitor.OpenAsync(context, new Uri(address ?? Server.Address, path));
    }

    /// <summary>A visitor whose browser is a process that the test can kill.</summary>
    internal async Task<(Visitor Visitor, ChildProcess Process)> VisitFromOwnProcessAsync(string profile)
    {
        var process = ChildProcess.Start(Requirement.Chromium(),
            ["--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--lang=en-US", .. Arguments, "about:blank"]);
        const string words = "DevTools listening on ";
        var line = await process.WaitForLineAsync(words);
        _playwright ??= await Playwright.CreateAsync();
        var browser = await _playwright.Chromium.ConnectOverCDPAsync(line[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..]);
        return (await Visitor.OpenAsync(browser.Contexts[0], Server.Address), process);
    }

    async Task IAsyncLifetime.InitializeAsync() => await Server.StartAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }
}

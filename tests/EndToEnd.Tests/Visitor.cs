using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>Somebody at the page. What the browser complains of fails the test at its end.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>What everything that comes eventually is waited for, on a busy machine too.</summary>
    public const float PatienceMs = 30_000;

    private const string SeenTexts = """
        () => {
          const log = document.querySelector('[role=log]').getBoundingClientRect();
          return [...document.querySelectorAll('[data-kind=talk] .text')]
            .filter(node => node.getBoundingClientRect().bottom > log.top && node.getBoundingClientRect().top < log.bottom)
            .map(node => node.textContent);
        }
        """;

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly IBrowserContext _context;

    private Visitor(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Whether the test takes the server away: then the browser has to complain of the connection.</summary>
    public bool LosesServer { get; set; }

    /// <summary>Whether the test takes the network away: then the browser has to complain of that.</summary>
    public bool LosesNetwork { get; set; }

    /// <summary>Whether something keeps WebSocket from working: the browser complains of that, too.</summary>
    public bool LosesWebSocket { get; set; }

    public ILocator LinkState => Page.Locator("#link-state");

    public ILocator StripText => Page.Locator("#strip .strip-long");

    public ILocator Strip => Page.Locator("#strip");

    /// <summary>The messages of the open conversation that are in the document.</summary>
    public ILocator Talks => Page.Locator("[role=log] [data-kind=talk]");

    public static async Task<Visitor> OpenAsync(IBrowserContext context, Uri address)
    {
        context.SetDefaultTimeout(PatienceMs);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(context, page);
        page.Console += (_, message) => visitor.Hear(message.Type, $"{message.Text} {message.Location}");
        page.PageError += (_, error) => visitor.Hear("error", error);
        await page.GotoAsync(address.AbsoluteUri);
        return visitor;
    }

    public async Task EnterAsync(string name, string room)
    {
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#room", room);
        await Page.ClickAsync("#enter");
        await WhenConnectedAsync();
        await ExpectVisibleAsync(Page.Locator("#write"));
    }

    /// <summary>Makes a room with a title and comes into it; gives its address.</summary>
    public async Task<string> MakeRoomAsync(string name, string title)
    {
        await Page.FillAsync("#name", name);
        await Page.ClickAsync("#room-kind");
        await Page.FillAsync("#room", title);
        await Page.ClickAsync("#enter");
        await WhenConnectedAsync();
        await ExpectVisibleAsync(Page.Locator("#write"));
        return new Uri(Page.Url).PathAndQuery;
    }

    /// <summary>Takes the network away, and waits until the page has seen it.</summary>
    public async Task GoOfflineAsync()
    {
        LosesNetwork = true;
        await _context.SetOfflineAsync(true);
        await ExpectStateAsync("reconnecting");
    }

    public async Task GoOnlineAsync()
    {
        await _context.UnrouteAllAsync();
        await _context.SetOfflineAsync(false);
        await WhenConnectedAsync();
    }

    /// <summary>Reloads the page without a network, as a browser does that has kept its files.</summary>
    public async Task ReloadOfflineAsync()
    {
        var files = Path.Combine(Repository.ServerDirectory, "wwwroot");
        await _context.RouteAsync(url => File.Exists(FileOf(url)), route => route.FulfillAsync(new() { Path = FileOf(route.Request.Url) }));
        await Page.ReloadAsync();

        string FileOf(string url)
        {
            var path = new Uri(url).AbsolutePath.TrimStart('/');
            return Path.Combine(files, path.Length == 0 ? "index.html" : path);
        }
    }

    /// <summary>Comes into one more room by the dialog.</summary>
    public async Task EnterAlsoAsync(string room)
    {
        await Page.ClickAsync("#add-room");
        await Page.ClickAsync("#other-room-kind");
        await Page.FillAsync("#other-room", room);
        await Page.ClickAsync("#add-enter");
        await Expect(Page.Locator("#talk-title")).ToHaveTextAsync(room);
        await Expect(Row(room).First).ToHaveAttributeAsync("aria-current", "page");
    }

    /// <summary>Another window of the same browser, so of the same person.</summary>
    public Task<Visitor> OpenWindowAsync() => OpenAsync(_context, new Uri(Page.Url));

    public Task HoverLogAsync() => Page.HoverAsync("[role=log]");

    /// <summary>Turns the wheel, and waits until the log under it rests: it goes on for some frames.</summary>
    public async Task WheelAsync(int pixels)
    {
        await Page.Mouse.WheelAsync(0, pixels);
        await Page.EvaluateAsync("""
            () => new Promise(rests => {
              const log = document.querySelector('[role=log]');
              let at = log.scrollTop;
              let frames = 0;
              const look = () => {
                frames = log.scrollTop === at ? frames + 1 : 0;
                at = log.scrollTop;
                if (frames < 6) requestAnimationFrame(look);
                else rests();
              };
              look();
            })
            """);
    }

    public ILocator Row(string name) => Page.Locator("#rooms .room-row", new() { HasText = name });

    public ILocator Member(string name) => Page.Locator("#members .member", new() { HasText = name });

    public Task WhenConnectedAsync() => ExpectStateAsync("connected");

    public Task ExpectStateAsync(string state) => Expect(LinkState).ToHaveAttributeAsync("data-state", state);

    public async Task SayAsync(string text)
    {
        await Page.FillAsync("#write", text);
        await Page.PressAsync("#write", "Enter");
    }

    /// <summary>Waits for a line of this kind that holds the text, and gives it.</summary>
    public async Task<ILocator> SeeAsync(string kind, string text)
    {
        var line = Page.Locator($"[role=log] [data-kind={kind}]", new() { HasText = text });
        await ExpectVisibleAsync(line.First);
        return line;
    }

    /// <summary>Waits for an own line that the server has confirmed.</summary>
    public Task SeeDeliveredAsync(string text) =>
        ExpectVisibleAsync(Page.Locator("[data-own=true][data-mark=delivered]", new() { HasText = text }).First);

    /// <summary>The messages that can be seen, the topmost first.</summary>
    public Task<string[]> SeenTextsAsync() => Page.EvaluateAsync<string[]>(SeenTexts);

    /// <summary>Their numbers, where they are called "line 1" and so on.</summary>
    public async Task<int[]> SeenLinesAsync() => [.. (await SeenTextsAsync()).Select(text => int.Parse(text.Split(' ')[1], null))];

    /// <summary>The browser goes with everything in it.</summary>
    public async Task GoAsync() => await _context.CloseAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.True(_complaints.IsEmpty, string.Join('\n', _complaints));
    }

    public static Task ExpectVisibleAsync(ILocator what) => Expect(what).ToBeVisibleAsync();

    private void Hear(string type, string text)
    {
        if (type is not ("error" or "warning")) return;
        if (LosesServer && text.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal)) return;
        if (LosesNetwork && (text.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal) || text.StartsWith("WebSocket connection to", StringComparison.Ordinal))) return;
        // SockJS' page for htmlfile has the line that browsers of its time needed.
        if (text.StartsWith("document.domain mutation is ignored", StringComparison.Ordinal)) return;
        if (LosesWebSocket && text.StartsWith("WebSocket connection to", StringComparison.Ordinal)) return;
        _complaints.Enqueue(text);
    }
}

using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>The page behind nginx, as docs/deploy.md has it, and as it is where nobody read that.</summary>
[Collection(PageCollections.Seeing)]
public sealed partial class ProxyTests(Browser browser)
{
    [SkippableFact]
    public async Task Behind_the_documented_settings_the_page_uses_WebSocket()
    {
        Requirement.Nginx();
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "deploy.md"));
        var documented = Block().Match(page).Groups["configuration"].Value
            .Replace("listen 80;", "listen 127.0.0.1:PORT;", StringComparison.Ordinal)
            .Replace("server_name chat.example.com;", "", StringComparison.Ordinal);
        Assert.Contains("PORT", documented, StringComparison.Ordinal);
        await using var nginx = await NginxProcess.StartAsync(documented.Replace("127.0.0.1:5000", browser.Server.Address.Authority, StringComparison.Ordinal));

        await ChatAsync(nginx.Address, "websocket", "Connected", "documented");
    }

    [SkippableTheory]
    [InlineData("", "streams")]
    [InlineData("proxy_ignore_headers X-Accel-Buffering;", "buffered")]
    public async Task Where_WebSocket_is_blocked_and_answers_are_buffered_the_page_falls_back_by_itself(string more, string room)
    {
        Requirement.Nginx();
        // No Upgrade header passes, and proxy_buffering is on by default.
        await using var nginx = await NginxProcess.StartAsync($$"""
            server {
              listen 127.0.0.1:PORT;
              location / {
                proxy_pass http://{{browser.Server.Address.Authority}};
                proxy_set_header Host $http_host;
                proxy_buffering on;
                {{more}}
              }
            }
            """);

        await ChatAsync(nginx.Address, "sockjs", "Connected · SockJS", room);
    }

    private async Task ChatAsync(Uri address, string way, string words, string room)
    {
        await using var one = await browser.VisitAsync(address: address);
        await using var other = await browser.VisitAsync(address: address);
        one.LosesWebSocket = other.LosesWebSocket = way != "websocket";
        await one.EnterAsync("영희", room);
        await other.EnterAsync("철수", room);
        await Expect(one.LinkState).ToHaveAttributeAsync("data-way", way);
        await Expect(one.LinkState).ToHaveTextAsync(words);
        await one.SeeAsync("join", "철수");

        await one.SayAsync("안녕하세요 👋🏽");
        await other.SeeAsync("talk", "안녕하세요 👋🏽");
        await one.SeeDeliveredAsync("안녕하세요 👋🏽");
        await other.SayAsync("반가워요!");
        await one.SeeAsync("talk", "반가워요!");
        await other.GoAsync();

        await Expect(await one.SeeAsync("leave", "철수")).ToHaveCountAsync(1);
    }

    [GeneratedRegex("```nginx\n(?<configuration>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();
}

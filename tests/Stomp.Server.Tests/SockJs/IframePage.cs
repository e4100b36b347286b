using System.Text.RegularExpressions;

namespace Stomp.Server.Tests.SockJs;

public sealed partial class IframePage(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public Task test_simpleUrl() => VerifyAsync("/iframe.html");

    [Theory]
    [InlineData("/iframe-a.html")]
    [InlineData("/iframe-.html")]
    [InlineData("/iframe-0.1.2.html")]
    [InlineData("/iframe-0.1.2abc-dirty.2144.html")]
    public Task test_versionedUrl(string suffix) => VerifyAsync(suffix);

    [Theory]
    [InlineData("/iframe-a.html?t=1234")]
    [InlineData("/iframe-0.1.2.html?t=123414")]
    [InlineData("/iframe-0.1.2abc-dirty.2144.html?t=qweqweq123")]
    public Task test_queriedUrl(string suffix) => VerifyAsync(suffix);

    [Theory]
    [InlineData("/iframe.htm")]
    [InlineData("/iframe")]
    [InlineData("/IFRAME.HTML")]
    [InlineData("/IFRAME")]
    [InlineData("/iframe.HTML")]
    [InlineData("/iframe.xml")]
    [InlineData("/iframe-/.html")]
    public async Task test_invalidUrl(string suffix) => Verify404(await GetAsync(Echo + suffix));

    [Fact]
    public async Task test_cacheability()
    {
        var first = await GetAsync(Echo + "/iframe.html");
        var second = await GetAsync(Echo + "/iframe.html");
        Assert.NotNull(first["etag"]);
        Assert.Equal(first["etag"], second["etag"]);

        var third = await GetAsync(Echo + "/iframe.html", ("If-None-Match", first["etag"]!));
        Assert.Equal(304, third.Status);
        Assert.Null(third["content-type"]);
        Assert.Equal("", third.Body);
    }

    private async Task VerifyAsync(string suffix)
    {
        var answer = await GetAsync(Echo + suffix);
        Assert.Equal(200, answer.Status);
        VerifyContentType(answer, "text/html;charset=UTF-8");
        VerifyCachedForLong(answer);
        Assert.NotNull(answer["etag"]);
        Assert.Null(answer["last-modified"]);
        var page = Page().Match(answer.Body.Trim());
        Assert.True(page.Success, answer.Body);
        Assert.StartsWith("/", page.Groups["sockjs_url"].Value, StringComparison.Ordinal);
        VerifyNoCookie(answer);
    }

    [GeneratedRegex("""
        ^<!DOCTYPE html>
        <html>
        <head>
          <meta http-equiv="X-UA-Compatible" content="IE=edge" />
          <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
          <script>
            document.domain = document.domain;
            _sockjs_onload = function\(\){SockJS.bootstrap_iframe\(\);};
          </script>
          <script src="(?<sockjs_url>[^"]*)"></script>
        </head>
        <body>
          <h2>Don't panic!</h2>
          <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>
        </body>
        </html>$
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 20_000)]
    private static partial Regex Page();
}

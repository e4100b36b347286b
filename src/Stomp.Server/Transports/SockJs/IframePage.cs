using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Stomp.Server.Transports.SockJs;

/// <summary>
/// The page that a client of another origin puts into an iframe, to speak from this server's origin. It may be framed by those origins only that
/// may connect: whoever frames it can speak through it.
/// </summary>
internal sealed class IframePage
{
    private const string Script = "\n    document.domain = document.domain;\n    _sockjs_onload = function(){SockJS.bootstrap_iframe();};\n  ";

    private readonly byte[] _page;
    private readonly string _entityTag;
    private readonly string _policy;

    public IframePage(string clientUrl, IEnumerable<string> origins)
    {
        _page = Encoding.UTF8.GetBytes($$"""
            <!DOCTYPE html>
            <html>
            <head>
              <meta http-equiv="X-UA-Compatible" content="IE=edge" />
              <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
              <script>{{Script}}</script>
              <script src="{{WebUtility.HtmlEncode(clientUrl)}}"></script>
            </head>
            <body>
              <h2>Don't panic!</h2>
              <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>
            </body>
            </html>
            """.ReplaceLineEndings("\n"));
        _entityTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_page))[..32]}\"";
        var library = clientUrl.StartsWith('/') ? "'self'" : new Uri(clientUrl).GetLeftPart(UriPartial.Authority);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));
        // HtmlFile and JSONP write scripts of their own, so they are left to pages of the same origin.
        _policy = $"default-src 'none'; script-src {library} 'sha256-{hash}'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
            + FramePolicy.Ancestors(origins);
    }

    /// <summary>Whether a path under the endpoint is one of the page's.</summary>
    public static bool IsAt(ReadOnlySpan<char> name)
    {
        if (!name.StartsWith("iframe", StringComparison.Ordinal) || !name.EndsWith(".html", StringComparison.Ordinal)) return false;
        foreach (var character in name["iframe".Length..^".html".Length])
        {
            if (!char.IsAsciiDigit(character) && !char.IsAsciiLetterLower(character) && character is not ('-' or '.' or '_')) return false;
        }

        return true;
    }

    public async Task AnswerAsync(HttpContext context, TimeProvider time)
    {
        var response = context.Response;
        SockJsHeaders.CacheForAYear(response, time);
        response.Headers.ETag = _entityTag;
        response.Headers.ContentSecurityPolicy = _policy;
        if (context.Request.Headers[HeaderNames.IfNoneMatch].Contains(_entityTag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/html; charset=UTF-8";
        response.ContentLength = _page.Length;
        await response.Body.WriteAsync(_page);
    }
}

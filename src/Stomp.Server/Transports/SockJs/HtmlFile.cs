using System.Buffers;
using System.Text;

namespace Stomp.Server.Transports.SockJs;

/// <summary><c>htmlfile</c>: a page that never ends, in which each frame is a script that calls its parent page.</summary>
internal sealed class HtmlFile(string callback) : SockJsReceiver
{
    // Browsers run nothing of a page before they have this much.
    private const int PreludeBytes = 1024;

    private const string Head = """
        <!doctype html>
        <html><head>
          <meta http-equiv="X-UA-Compatible" content="IE=edge" />
          <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
        </head><body><h2>Don't panic!</h2>
          <script>
            document.domain = document.domain;
            var c = parent.CALLBACK;
            c.start();
            function p(d) {c.message(d);};
            window.onload = function() {c.stop();};
          </script>
        """;

    public override string ContentType => "text/html; charset=UTF-8";

    public override void WritePrelude(IBufferWriter<byte> output)
    {
        var head = Head.ReplaceLineEndings("\n").Replace("CALLBACK", callback, StringComparison.Ordinal);
        output.Write(Encoding.ASCII.GetBytes(head.PadRight(PreludeBytes) + "\r\n\r\n"));
    }

    public override void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        output.Write("<script>\np("u8);
        ScriptString.Write(output, frame);
        output.Write(");\n</script>\r\n"u8);
    }
}

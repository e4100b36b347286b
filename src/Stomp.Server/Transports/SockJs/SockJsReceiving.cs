using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Answers the requests that take a session's messages.</summary>
internal static class SockJsReceiving
{
    public static async Task ServeAsync(HttpContext context, SockJsSession session, SockJsReceiver receiver, SockJsOptions options)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var response = context.Response;
        response.ContentType = receiver.ContentType;
        // nginx would hold a stream back until its buffers are full.
        response.Headers["X-Accel-Buffering"] = "no";
        var isAlone = session.TryAttach(request);
        try
        {
            if (receiver.IsStreaming) await WriteAsync(response, output => receiver.WritePrelude(output), request.RequestAborted);
            if (!isAlone) await WriteLastAsync(response, receiver, SockJsFrames.AnotherConnection, request.RequestAborted);
            else if (receiver.IsStreaming) await StreamAsync(response, session, receiver, options.MaxStreamBytes, request);
            else await PollAsync(response, session, receiver, request);
        }
        catch (Exception e) when (ConnectionFaults.Include(e))
        {
            if (isAlone) session.Interrupt();
        }
        finally
        {
            session.Detach(request);
        }
    }

    private static async Task StreamAsync(HttpResponse response, SockJsSession session, SockJsReceiver receiver, int most,
        IHttpRequestLifetimeFeature request)
    {
        var sent = 0;
        var isLast = false;
        while (!isLast && sent < most)
        {
            var frame = new ArrayBufferWriter<byte>();
            while (!session.TryTake(frame, out isLast)) await session.WhenArrivedAsync().WaitAsync(request.RequestAborted);
            sent += await WriteAsync(response, output => receiver.WriteFrame(output, frame.WrittenSpan), request.RequestAborted);
        }

        request.RequestAborted.ThrowIfCancellationRequested();
    }

    private static async Task PollAsync(HttpResponse response, SockJsSession session, SockJsReceiver receiver,
        IHttpRequestLifetimeFeature request)
    {
        var frame = new ArrayBufferWriter<byte>();
        while (!session.TryTake(frame, out _)) await session.WhenArrivedAsync().WaitAsync(request.RequestAborted);
        // Before the answer leaves: the client's next request may be here sooner than the end of this one.
        session.Detach(request);
        await WriteLastAsync(response, receiver, frame.WrittenMemory, request.RequestAborted);
    }

    private static Task WriteLastAsync(HttpResponse response, SockJsReceiver receiver, ReadOnlyMemory<byte> frame, CancellationToken aborted)
    {
        var output = new ArrayBufferWriter<byte>(frame.Length + 64);
        receiver.WriteFrame(output, frame.Span);
        if (!response.HasStarted) response.ContentLength = output.WrittenCount;
        return response.Body.WriteAsync(output.WrittenMemory, aborted).AsTask();
    }

    /// <summary>Writes and flushes, so that it is a chunk of its own.</summary>
    private static async Task<int> WriteAsync(HttpResponse response, Action<IBufferWriter<byte>> write, CancellationToken aborted)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        await response.Body.WriteAsync(output.WrittenMemory, aborted);
        await response.Body.FlushAsync(aborted);
        return output.WrittenCount;
    }
}

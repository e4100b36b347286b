using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Stomp.Server.Transports.Handover;

namespace Stomp.Server.Transports;

/// <summary>
/// Writes to the socket under a connection, past the server's pipe: one call of the kernel from the thread that has the bytes, where
/// the pipe takes a copy and another thread. What the socket does not take at once is finished without that thread.
/// </summary>
internal static class BareSocket
{
    /// <summary>Whether pipes are those over a socket: TLS, connection logging and other middleware put some of their own in their place.</summary>
    public static bool Is(IDuplexPipe transport) => transport.GetType().Assembly == typeof(SocketTransportFactory).Assembly;

    /// <summary>The socket, or null when something stands before it that the bytes have to go through.</summary>
    public static Socket? Find(IFeatureCollection features)
    {
        if (features.Get<IConnectionTransportFeature>() is not { Transport: var transport } || !(transport is HeldConnection || Is(transport))) return null;
        if (features.Get<IConnectionSocketFeature>()?.Socket is not { } socket) return null;
        try
        {
            // Else Send would wait until the peer reads. Kestrel's own reads and writes are asynchronous and not touched by it.
            socket.Blocking = false;
            return socket;
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The client has gone already: the pipe says so to whoever reads.
            return null;
        }
    }

    /// <summary>Writes a batch. Nothing else may write to the socket before that is done.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="ObjectDisposedException">The connection was ended here.</exception>
    public static ValueTask WriteAsync(Socket socket, FrameBatch batch, WireForm form)
    {
        var bytes = batch.Join(form);
        var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) return ValueTask.FromException(new SocketException((int)error));
        if (sent == bytes.Length) return default;
        batch.GiveUpBytes();
        return FinishAsync(socket, bytes[sent..]);
    }

    private static async ValueTask FinishAsync(Socket socket, ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty) rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
    }
}

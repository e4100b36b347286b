using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports.Handover;

/// <summary>A connection as HTTP sees it: all passes through, but that HTTP cannot end it any more once a session is to go on with it.</summary>
internal sealed class HeldConnection : IDuplexPipe
{
    public HeldConnection(ConnectionContext connection)
    {
        Connection = connection;
        Bare = connection.Transport;
        Input = new HeldReader(this, Bare.Input);
        Output = new HeldWriter(this, Bare.Output);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    /// <summary>The connection itself.</summary>
    public ConnectionContext Connection { get; }

    /// <summary>The server's pipes.</summary>
    public IDuplexPipe Bare { get; }

    /// <summary>Who goes on with the connection when its request is over.</summary>
    public StompSession? Successor { get; set; }

    /// <summary>Whether something came behind the request that is being handled.</summary>
    public bool HasInput
    {
        get
        {
            if (!Bare.Input.TryRead(out var read)) return false;
            Bare.Input.AdvanceTo(read.Buffer.Start);
            return !read.Buffer.IsEmpty || read.IsCompleted;
        }
    }

    /// <summary>The connection under a request; null when something else stands between, such as TLS, or it is not held.</summary>
    public static HeldConnection? Of(IFeatureCollection features) =>
        features.Get<IConnectionTransportFeature>()?.Transport as HeldConnection;
}

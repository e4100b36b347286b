using System.IO.Pipelines;
using Stomp.Server;
using Stomp.Server.Transports;

namespace Micro;

/// <summary>Takes every write and does nothing with it.</summary>
internal sealed class NullTransport : StompTransport
{
    public override PipeReader Input => throw new NotSupportedException();

    public override CancellationToken Lost => default;

    public override ValueTask WriteAsync(FrameBatch batch)
    {
        batch.Join(WireForm.WebSocketMessage);
        return default;
    }

    public override ValueTask CloseOutputAsync(DisconnectReason reason, string text) => default;

    public override void Abort()
    {
    }
}

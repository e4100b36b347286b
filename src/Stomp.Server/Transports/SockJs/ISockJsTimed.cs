namespace Stomp.Server.Transports.SockJs;

/// <summary>What <see cref="SockJsTimer"/> looks after.</summary>
internal interface ISockJsTimed
{
    /// <summary>Looks whether a heart-beat is due or a deadline has passed. Must not block.</summary>
    void CheckDeadlines();
}

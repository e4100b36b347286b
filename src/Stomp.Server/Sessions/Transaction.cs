namespace Stomp.Server.Sessions;

/// <summary>What a client has gathered between BEGIN and COMMIT.</summary>
internal sealed class Transaction
{
    /// <summary>The SEND frames, with bodies of their own.</summary>
    public List<StompFrame> Sends { get; } = [];

    /// <summary>The ACK and NACK frames, understood.</summary>
    public List<Acknowledgement> Acknowledgements { get; } = [];

    public int Actions => Sends.Count + Acknowledgements.Count;

    /// <summary>Bytes of the bodies.</summary>
    public long Bytes { get; set; }
}

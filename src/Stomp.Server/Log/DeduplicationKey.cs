using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>
/// What tells a repeat from another message: who sent it, where, under which <c>idempotency-key</c>, and which of the messages it was that this led to.
/// </summary>
internal static class DeduplicationKey
{
    private const int Length = 16;

    /// <summary>Makes one.</summary>
    /// <param name="session">Who sent it. Keys of those who are anonymous belong to the destination: they are somebody else after a reconnect.</param>
    /// <param name="destination">Where the SEND went.</param>
    /// <param name="key">The client's key.</param>
    /// <param name="ordinal">Which message of those that the SEND leads to.</param>
    public static byte[] Of(StompSession session, string destination, string key, int ordinal)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var user = SessionRegistry.NameOf(session.User);
        Append(hash, user is null ? "anonymous" : "user");
        Append(hash, user ?? "");
        Append(hash, destination);
        Append(hash, key);
        Append(hash, ordinal);
        return hash.GetHashAndReset()[..Length];
    }

    // With its length, so that no two lists of parts read the same.
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace Stomp.Server.Broker;

/// <summary>Makes the <c>message-id</c> of messages: unique within this run, and no run's meet another's, since clients may remember them.</summary>
internal sealed class MessageIds
{
    private readonly string _run = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 8);
    private long _count;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{_run}-{Interlocked.Increment(ref _count)}");
}

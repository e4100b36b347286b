using System.Text;

namespace Stomp.Server.Tests.Faults;

/// <summary>
/// What a hostile client sends on one connection: mostly sound frames of every kind, so that the broken one among them meets a session in
/// any state.
/// </summary>
/// <param name="Wire">The bytes.</param>
/// <param name="Frames">How many frames they are meant to be.</param>
internal sealed record HostileSession(byte[] Wire, int Frames)
{
    private const int MostFrames = 100;

    // {0} is a number of its own in the session, {1} one of a few, {2} a letter of a few, {3} a number that nobody else has.
    private static readonly CompositeFormat[] Sound = Array.ConvertAll(
        [
            "SUBSCRIBE\nid:{0}\ndestination:/topic/{2}\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/topic/*/{2}\nreceipt:{0}\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/topic/{2}\nack:client\nprefetch-count:{1}\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/topic/{2}\nselector:a LIKE '%{1}' AND (b > {1} OR c IS NULL)\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/queue/{2}\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/queue/{2}\nack:client-individual\nselector:a = {1}\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/queue/{2}\nack:client\nprefetch-count:1\n\n\0UNSUBSCRIBE\nid:{0}\n\n\0",
            "SUBSCRIBE\nid:{0}\ndestination:/user/queue/errors\n\n\0",
            "SEND\ndestination:/topic/{2}\ncontent-type:text/plain\na:{1}\n\nhello\0",
            "SEND\ndestination:/topic/{2}\ncontent-length:5\nb:\\c\\n\\\\\n\na\0b\0c\0",
            "SEND\ndestination:/queue/{2}\na:{1}\nreceipt:{0}\n\nwork\0",
            "SEND\ndestination:/queue/{2}\nexpires:{1}\npersistent:true\n\nlate\0",
            "SEND\ndestination:/queue/{2}\nreply-to:/temp-queue/{2}\n\nask\0",
            "SEND\ndestination:/queue/{3}\n\nmine\0SUBSCRIBE\nid:{0}\ndestination:/queue/{3}\nack:client\n\n\0ACK\nid:1-{0}\n\n\0",
            "SEND\ndestination:/queue/{3}\n\nmine\0SUBSCRIBE\nid:{0}\ndestination:/queue/{3}\nack:client-individual\n\n\0NACK\nid:1-{0}\nrequeue:false\n\n\0",
            "BEGIN\ntransaction:{0}\n\n\0SEND\ndestination:/queue/{2}\ntransaction:{0}\n\nall\0COMMIT\ntransaction:{0}\n\n\0",
            "BEGIN\ntransaction:{0}\n\n\0SEND\ndestination:/topic/{2}\ntransaction:{0}\n\nnothing\0ABORT\ntransaction:{0}\nreceipt:{0}\n\n\0",
            "\n\r\n\n",
        ],
        CompositeFormat.Parse);

    public static HostileSession Next(Random random)
    {
        var wire = new List<byte>(8 * 1024);
        // Some say nothing at first, some the wrong thing.
        if (random.Next(20) > 0) wire.AddRange(Encoding.UTF8.GetBytes($"CONNECT\naccept-version:1.{(random.Next(4) > 0 ? 2 : random.Next(3))}\nheart-beat:{random.Next(3) * 5000},0\n\n\0"));
        var frames = 1;
        var isTame = random.Next(4) == 0;
        for (var i = 0; frames < MostFrames; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Format(null, Sound[random.Next(Sound.Length)], i, random.Next(5), (char)('a' + random.Next(5)), random.NextInt64()));
            frames += Math.Max(1, bytes.Count(one => one == 0));
            wire.AddRange(isTame || random.Next(30) > 0 ? bytes : Mutate(bytes, random));
        }

        return new([.. wire], frames);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(9) switch
            {
                0 => [.. bytes[..at], .. bytes[(at + 1)..], (byte)'\n'],
                1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                2 => [.. bytes[..at], (byte)"\0\n\r:\\"[random.Next(5)], .. bytes[(at + 1)..]],
                3 => [.. bytes[at..], .. bytes[..at]],
                4 => [.. bytes[..at], .. bytes[..at], .. bytes[at..]],
                5 => [.. "SEND\ncontent-length:"u8, .. Encoding.ASCII.GetBytes($"{random.NextInt64()}"), .. "\n\n"u8, .. bytes],
                6 => [.. bytes[..at], .. Enumerable.Repeat((byte)'x', random.Next(20_000)), .. bytes[at..]],
                7 => [.. bytes[..at], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\nh:v", random.Next(150)))), .. bytes[at..]],
                _ => Noise(random),
            };
        }

        return bytes;
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(1, 500)];
        random.NextBytes(noise);
        return noise;
    }
}

using System.Text;

namespace Stomp.Server.Tests;

/// <summary>Frames as no client should send them: sound ones with something broken in most.</summary>
public static class HostileFrame
{
    private static readonly string[] Sound =
    [
        "SUBSCRIBE\nid:{0}\ndestination:/topic/{1}\n\n\0",
        "SUBSCRIBE\nid:{0}\ndestination:/topic/**/{1}/*\n\n\0",
        "SUBSCRIBE\nid:e{0}\ndestination:/user/queue/errors\n\n\0",
        "UNSUBSCRIBE\nid:{0}\n\n\0",
        "SEND\ndestination:/topic/{1}\ncontent-type:text/plain\n\nhello\0",
        "SEND\ndestination:/topic/a\\n{1}\ncontent-type:a\\nb\nx:\\c\n\nhello\0",
        "SEND\ndestination:/app/echo/{0}\ncontent-type:application/json\n\n{{\"text\":\"\\u0000\"}}\0",
        "SEND\ndestination:/app/echo/*\nreceipt:{0}\n\n{{}}\0",
        "SEND\ndestination:/app/echo/1\n\n{{\"text\":\"\\ud800\"}}\0",
        "SEND\ndestination:/app/nowhere\\n{0}\n\n\0",
        "\n\n\r\n",
    ];

    public static byte[] Next(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var text = string.Format(null, CompositeFormat.Parse(Sound[random.Next(Sound.Length)]), random.Next(20), (char)('a' + random.Next(5)));
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(10) > 0) return bytes;

        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(4) switch
            {
                0 => [.. bytes[..at], .. bytes[(at + 1)..], (byte)'\n'],
                1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                2 => [.. bytes[..at], (byte)"\0\n\r:\\"[random.Next(5)], .. bytes[(at + 1)..]],
                _ => [.. bytes[at..], .. bytes[..at]],
            };
        }

        return bytes;
    }
}

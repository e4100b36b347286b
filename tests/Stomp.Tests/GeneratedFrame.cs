using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Stomp.Tests;

/// <summary>A frame that can be written in its version.</summary>
internal sealed record GeneratedFrame(StompVersion Version, StompFrame Frame)
{
    private static readonly Gen<string> Text =
        from pieces in Gen.Frequency(
            (6, Gen.Elements("a", "B", "7", "-", "/topic/a", "id", "receipt")),
            (6, Gen.Elements(":", "\\", "\n", "\r", " ", "\t", "\\c", "\\n", "\\r", "\\\\", "c", "n", "r")),
            (2, Gen.Elements("é", "ß", "😀", "\u0001", "\u2028", "\uFEFF", "\uFFFD", "\u00A0", "\u0085")),
            (1, from c in Gen.Choose(1, 0xD7FF) select ((char)c).ToString())).Some(6)
        select string.Concat(pieces);

    private static readonly Gen<byte[]> Body =
        Gen.OneOf(Gen.Elements<byte>(0, 10, 13, 58, 92, 83), from b in Gen.Choose(0, 255) select (byte)b).Some(24);

    internal static readonly Gen<GeneratedFrame> Any =
        from version in Gen.Elements(Enum.GetValues<StompVersion>())
        from command in Gen.Frequency((1, Gen.Constant(StompCommand.Send)), (2, Gen.Elements(Enum.GetValues<StompCommand>())))
        from headers in (from name in Text from value in Text select (name, value)).Some(5)
        from body in command.MayHaveBody() ? Body : Gen.Constant(Array.Empty<byte>())
        select new GeneratedFrame(version, new(command, Representable(headers, command, version), new(body)));

    internal byte[] Written()
    {
        var output = new ArrayBufferWriter<byte>();
        StompWriter.Write(output, Frame, Version);
        return output.WrittenSpan.ToArray();
    }

    // 1.0 trims, so what has spaces at its ends does not come back.
    private static StompHeaders Representable((string Name, string Value)[] all, StompCommand command, StompVersion version)
    {
        var headers = new StompHeaders();
        foreach (var (name, value) in all)
        {
            if (!StompWriter.CanWrite(command, name, value, version)) continue;
            if (version == StompVersion.V10 && !(IsTrimmed(name) && IsTrimmed(value))) continue;
            headers.Add(name, value);
        }

        return headers;
    }

    private static bool IsTrimmed(string text) => text.Length == text.Trim(' ', '\t').Length;

    public override string ToString() => $"{Version}: {Encoding.UTF8.GetString(Written())}";
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Stomp.Tests;

/// <summary>Bytes that may or may not be STOMP, and how they are cut, read and limited.</summary>
internal sealed record GeneratedWire(byte[] Bytes, int[] Cuts, StompVersion Version, StompLimits Limits)
{
    // Pieces of the grammar in any order get deeper into a parser than noise does.
    private static readonly Gen<byte[]> Grammar = Concat(Gen.Frequency(
        (5, Gen.Elements("SEND\n", "SUBSCRIBE\n", "CONNECT\n", "ERROR\r\n", "UNSUBSCRIBE\n", "UNSUBSCRIBED", "send\n")),
        (8, Gen.Elements("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\0", "\n\n\0")),
        (6, Gen.Elements("a:1\n", "receipt:7\n", "a\\c:\\\\\n", "a:\\r\n", "a:\\t\n", " a : 1 \n", ":\n", "ab\n", "a:1\r\n", "accept-version:1\n")),
        (3, Gen.Elements("content-length:0\n", "content-length:3\n", "content-length:03\r\n", "content-length:9999999999\n", "content-length:-1\n")),
        (4, Gen.Elements("x", "abc", "a\0b", ":", "\\", "é", "😀")))
        .Select(Encoding.UTF8.GetBytes), 14);

    private static readonly Gen<byte[]> Noise = (from b in Gen.Choose(0, 255) select (byte)b).Some(40);

    private static readonly Gen<byte[]> Valid = Concat(GeneratedFrame.Any.Select(f => f.Written()), 3);

    private static readonly Gen<byte[]> Mutated = from bytes in Valid from mutations in Mutation.Some(3) select Apply(bytes, mutations);

    private static Gen<(int Kind, int At, int Length)> Mutation =>
        from kind in Gen.Choose(0, 4) from at in Gen.Choose(0, 1000) from length in Gen.Choose(1, 12) select (kind, at, length);

    internal static readonly Gen<GeneratedWire> Any =
        from bytes in Gen.Frequency((4, Grammar), (4, Mutated), (1, Valid), (1, Noise), (1, Concat(Gen.OneOf(Grammar, Noise, Mutated), 3)))
        from cuts in Gen.Choose(0, 100).Some(6)
        from version in Gen.Elements(Enum.GetValues<StompVersion>())
        from limits in Gen.OneOf(Gen.Constant(new StompLimits()), Tight)
        select new GeneratedWire(bytes, cuts, version, limits);

    private static Gen<StompLimits> Tight =>
        from frame in Gen.Choose(10, 80)
        from body in Gen.Choose(0, 40)
        from headers in Gen.Choose(0, 4)
        from line in Gen.Choose(1, 20)
        select new StompLimits { MaxFrameBytes = frame, MaxBodyBytes = body, MaxHeaders = headers, MaxHeaderLineBytes = line };

    internal ReadOnlyMemory<byte>[] Pieces()
    {
        var ends = Cuts.Select(c => Bytes.Length * c / 100).Append(Bytes.Length).Order().ToArray();
        return [.. ends.Select((end, i) => (ReadOnlyMemory<byte>)Bytes.AsMemory((i == 0 ? 0 : ends[i - 1])..end))];
    }

    internal IEnumerable<GeneratedWire> Shrink()
    {
        for (var length = Bytes.Length; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= Bytes.Length; at += length) yield return this with { Bytes = [.. Bytes[..at], .. Bytes[(at + length)..]] };
        }
    }

    public override string ToString() => $"{Version}, {Limits}, cut at {string.Join(' ', Cuts)} %: {Encoding.Latin1.GetString(Bytes)}";

    private static Gen<byte[]> Concat(Gen<byte[]> pieces, int most) =>
        pieces.Some(most).Select(all => all.SelectMany(b => b).ToArray());

    private static byte[] Apply(byte[] bytes, (int Kind, int At, int Length)[] mutations)
    {
        foreach (var (kind, offset, length) in mutations)
        {
            if (bytes.Length == 0) break;
            var at = offset % bytes.Length;
            var (head, rest) = (bytes[..at], bytes[at..]);
            var some = rest[..Math.Min(length, rest.Length)];
            bytes = kind switch
            {
                0 => [.. head, (byte)(rest[0] ^ (1 << (length % 8))), .. rest[1..]],
                1 => [.. head, (byte)(length - 1), .. rest],
                2 => [.. head, .. rest[some.Length..]],
                3 => head,
                _ => [.. head, .. some, .. rest],
            };
        }

        return bytes;
    }
}

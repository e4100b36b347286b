namespace Stomp.Server.Testing;

/// <summary>What a session has received, to tell what came instead of what a test waited for.</summary>
internal sealed class Transcript
{
    private const int MostTold = 20;
    private const int LongestText = 200;

    private readonly List<StompFrame> _frames = [];

    public IReadOnlyList<StompFrame> Frames
    {
        get { lock (_frames) return [.. _frames]; }
    }

    public static string Describe(StompFrame frame)
    {
        var headers = string.Join(' ', frame.Headers.Select(header => $"{header.Key}:{header.Value}"));
        var text = $"{frame.Command.ToWireName()} {headers} {frame.GetBodyText()}".TrimEnd().ReplaceLineEndings("⏎");
        return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
    }

    public void Add(StompFrame frame)
    {
        lock (_frames) _frames.Add(frame);
    }

    public override string ToString()
    {
        var frames = Frames;
        if (frames.Count == 0) return "Nothing was received.";
        var told = frames.Skip(Math.Max(0, frames.Count - MostTold)).Select(frame => $"\n  {Describe(frame)}");
        return $"Received{(frames.Count > MostTold ? $", the last {MostTold} of {frames.Count}" : "")}:{string.Concat(told)}";
    }
}

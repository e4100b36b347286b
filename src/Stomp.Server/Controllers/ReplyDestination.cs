using System.Globalization;
using System.Runtime.CompilerServices;
using Stomp.Server.Broker;

namespace Stomp.Server.Controllers;

/// <summary>A destination that results go to, with the values of the mapping's variables put in.</summary>
internal sealed class ReplyDestination
{
    private readonly string _text;
    private readonly (string Before, string Variable)[] _variables;
    private readonly string _end;

    private ReplyDestination(string text, (string Before, string Variable)[] variables, string end)
    {
        _text = text;
        _variables = variables;
        _end = end;
    }

    public IEnumerable<string> Variables => _variables.Select(part => part.Variable);

    /// <summary>Whom it goes to.</summary>
    public ReplyAudience Audience { get; private init; }

    /// <summary>A prefix and the message's own destination, as in Spring.</summary>
    public static ReplyDestination Default(string prefix, ReplyAudience audience) => new(prefix, [], "") { Audience = audience, IsDefault = true };

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static ReplyDestination Parse(string text, ReplyAudience audience)
    {
        if (DestinationPattern.IsPattern(text)) throw new FormatException($"'{text}' has a wildcard; a message goes to one destination");
        var variables = new List<(string, string)>();
        var rest = text.AsSpan();
        while (rest.IndexOfAny('{', '}') is >= 0 and var open)
        {
            var close = rest[open..].IndexOf('}');
            if (rest[open] == '}' || close < 2) throw new FormatException($"'{text}': a variable is written as '{{room}}'");
            variables.Add((rest[..open].ToString(), rest.Slice(open + 1, close - 1).ToString()));
            rest = rest[(open + close + 1)..];
        }

        return new(text, [.. variables], rest.ToString()) { Audience = audience };
    }

    private bool IsDefault { get; init; }

    /// <exception cref="MessageRejectedException">What the sender wrote became part of it, and is a wildcard.</exception>
    public string For(ControllerInvocation invocation)
    {
        if (IsDefault) return Checked(string.Concat(_text, invocation.Destination.AsSpan(invocation.PathStart)));
        if (_variables.Length == 0) return _text;
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        foreach (var (before, variable) in _variables)
        {
            text.AppendLiteral(before);
            text.AppendFormatted(invocation.Variable(invocation.Mapping.Template.IndexOf(variable)));
        }

        text.AppendLiteral(_end);
        return Checked(text.ToStringAndClear());
    }

    private static string Checked(string destination) => DestinationPattern.IsPattern(destination)
        ? throw new MessageRejectedException("A destination with a wildcard in it gets no reply.")
        : destination;
}

namespace Stomp.Server.Controllers;

/// <summary>Makes a value of text in a header or a destination.</summary>
internal delegate bool TextParser<T>(ReadOnlySpan<char> text, out T? value);

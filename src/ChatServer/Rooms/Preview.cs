namespace ChatServer.Rooms;

/// <summary>The beginning of a text, for lists.</summary>
internal static class Preview
{
    private const int MostCharacters = 500;

    public static string? Of(string? text)
    {
        if (text is null || text.Length <= MostCharacters) return text;
        // Not between the halves of one character.
        return text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
    }
}

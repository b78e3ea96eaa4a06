namespace ServerlessNlp.Documents.Charsets;

/// <summary>Control characters other than white space, backspace, escape and the shifts of ISO 2022: more than one in ten is a sign of data.</summary>
internal static class ControlCharacters
{
    private const int Rare = 10;

    /// <summary>Whether there are more than texts have.</summary>
    public static bool AreMany(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var value in bytes)
            controls += Is((char)value) ? 1 : 0;
        return controls * Rare > bytes.Length;
    }

    /// <inheritdoc cref="AreMany(ReadOnlySpan{byte})"/>
    public static bool AreMany(ReadOnlySpan<char> text)
    {
        var controls = 0;
        foreach (var character in text)
            controls += Is(character) ? 1 : 0;
        return controls * Rare > text.Length;
    }

    /// <summary>Whether it is one.</summary>
    public static bool Is(char character) => character < ' ' && character is not ('\b' or '\t' or '\n' or '\v' or '\f' or '\r' or '\u000E' or '\u000F' or '\u001B');
}

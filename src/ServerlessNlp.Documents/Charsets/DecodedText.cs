namespace ServerlessNlp.Documents.Charsets;

/// <summary>Text that was decoded.</summary>
/// <param name="Text">The text, without byte order mark.</param>
/// <param name="Charset">The charset's name.</param>
/// <param name="IsGuess">Whether nothing that the document says names this charset.</param>
internal sealed record DecodedText(string Text, string Charset, bool IsGuess)
{
    /// <summary>Whether some bytes are no text in that charset.</summary>
    public bool IsDamaged => Text.Contains('\uFFFD');
}

using System.Text;
using ServerlessNlp.Documents.Charsets;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Documents.Formats;

/// <summary>Collects a document's text and stops where it is too long, so that no input is unfolded beyond the limit.</summary>
internal sealed class ExtractedText(int maxCharacters, CancellationToken cancellationToken)
{
    private readonly StringBuilder _text = new();
    private readonly List<TaskWarning> _warnings = [];
    private TextBreak _break;

    /// <summary>Ends the work; asked for at every write, and by formats that read much without writing.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The most characters that there may be.</summary>
    public int MaxCharacters => maxCharacters;

    /// <summary>The characters that are there.</summary>
    public int Length => _text.Length;

    /// <summary>What users must know about how the text was read.</summary>
    public IReadOnlyList<TaskWarning> Warnings => _warnings;

    /// <summary>Says that something was guessed, is damaged or was left out: once for each code, however often it happens.</summary>
    /// <param name="code">A word for programs.</param>
    /// <param name="message">A sentence for people, without text of the document.</param>
    public void Warn(string code, string message)
    {
        if (_warnings.TrueForAll(warning => warning.Code != code))
            _warnings.Add(new TaskWarning(code, message));
    }

    /// <summary>Gives decoded text, having said what was guessed or is damaged in it.</summary>
    public string Take(DecodedText decoded)
    {
        if (decoded.IsGuess)
            Warn(DocumentWarningCodes.CharsetGuessed, $"No charset is declared that fits. It was read as {decoded.Charset}, which is a guess. Declare the charset, or save it as UTF-8.");
        if (decoded.IsDamaged)
            Warn(DocumentWarningCodes.DamagedText, $"Some of it is no text in {decoded.Charset}, and reads as U+FFFD.");
        return decoded.Text;
    }

    /// <summary>Writes text as it is.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        WriteBreak();
        Append(text);
    }

    /// <summary>Writes text with runs of white space as one space, as HTML shows it.</summary>
    public void WriteCollapsed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var word = text.IndexOfAny(" \t\r\n\f");
            Write(word < 0 ? text : text[..word]);
            if (word < 0)
                return;
            Break(TextBreak.Space);
            text = text[(word + 1)..];
        }
    }

    /// <summary>Ends a piece: the next one is apart from it by at least this.</summary>
    public void Break(TextBreak kind) => _break = kind > _break ? kind : _break;

    /// <summary>Ends a piece: the next one is apart from it by exactly this, whatever was asked for before.</summary>
    public void BreakExactly(TextBreak kind) => _break = kind;

    public override string ToString() => _text.ToString();

    // Nothing stands before the first piece, nor after the last. Line breaks that are there already count.
    private void WriteBreak()
    {
        if (_text.Length > 0)
        {
            Append(_break switch
            {
                TextBreak.Space => " ",
                TextBreak.Cell => "\t",
                TextBreak.Line => "\n"[Math.Min(1, LinesEnded())..],
                TextBreak.Paragraph => "\n\n"[LinesEnded()..],
                _ => "",
            });
        }
        _break = TextBreak.None;
    }

    private int LinesEnded()
    {
        var count = 0;
        while (count < 2 && count < _text.Length && _text[_text.Length - 1 - count] == '\n')
            count++;
        return count;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (_text.Length + text.Length > maxCharacters)
            throw new NlpException(ErrorCode.DocumentTooLong, $"The document has more than {maxCharacters} characters of text, which is the most that is allowed. Divide it.");
        _text.Append(text);
    }
}

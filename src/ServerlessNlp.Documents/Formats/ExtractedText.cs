using System.Text;
using ServerlessNlp.Documents.Charsets;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Documents.Formats;

/// <summary>Collects a document's text and stops where it is too long, so that no input is unfolded beyond the limit.</summary>
internal sealed class ExtractedText
{
    private readonly StringBuilder _text = new();
    private readonly int _maxCharacters;
    private readonly List<TaskWarning> _warnings;
    private TextBreak _break;

    public ExtractedText(int maxCharacters, CancellationToken cancellationToken)
        : this(maxCharacters, cancellationToken, [])
    {
    }

    private ExtractedText(int maxCharacters, CancellationToken cancellationToken, List<TaskWarning> warnings) =>
        (_maxCharacters, CancellationToken, _warnings) = (maxCharacters, cancellationToken, warnings);

    /// <summary>Ends the work; asked for at every write, and by formats that read much without writing.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The characters that are there.</summary>
    public int Length => _text.Length;

    /// <summary>What users must know about how the text was read.</summary>
    public IReadOnlyList<TaskWarning> Warnings => _warnings;

    /// <summary>The most characters that are allowed.</summary>
    public int MaxCharacters => _maxCharacters;

    /// <summary>The refusal of what has more.</summary>
    public NlpException TooLong => new(ErrorCode.DocumentTooLong, $"The document has more than {_maxCharacters} characters of text, which is the most that is allowed. Divide it.");

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
        CancellationToken.ThrowIfCancellationRequested();
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

    /// <summary>A place that the text may be taken back to.</summary>
    public Mark MarkHere() => new(_text.Length, _break);

    /// <summary>Takes back what was written since.</summary>
    public void Return(Mark mark)
    {
        _text.Length = Math.Min(mark.Length, _text.Length);
        _break = mark.Break;
    }

    /// <summary>Text beside this one, within the same limit; its warnings are this one's.</summary>
    public ExtractedText Aside() => new(_maxCharacters - _text.Length, CancellationToken, _warnings);

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
        if (_text.Length + text.Length > _maxCharacters)
            throw TooLong;
        _text.Append(text);
    }

    internal readonly record struct Mark(int Length, TextBreak Break);
}

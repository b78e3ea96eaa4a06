
namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>
/// Reads the text of RTF: paragraphs, rows of tables, boxes, and the results of fields. Left out are headers and footers, comments,
/// what was deleted or is hidden, and numbers of lists.
/// </summary>
internal sealed class RtfReader(ExtractedText text)
{
    // Each open group is kept; files have dozens within each other.
    private const int MaxDepth = 5000;

    private readonly RtfCharsets _charsets = new();
    private readonly Stack<RtfState> _groups = new();
    private readonly List<byte> _bytes = [];
    private readonly ExtractedText _notes = new(text.MaxCharacters, text.CancellationToken);
    private RtfState _state = new() { Fallbacks = 1 };
    private bool _isOptional;
    private bool _isStart;
    private int _fallbacks;
    private char _high;

    private ExtractedText Target => _state.IsNote ? _notes : text;

    private bool IsWritten => !_state.IsLeftOut && !_state.IsHidden && !_state.IsFontTable;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        var scanner = new RtfScanner(bytes);
        for (var token = scanner.Next(); token.Kind != RtfTokenKind.End; token = scanner.Next())
        {
            text.CancellationToken.ThrowIfCancellationRequested();
            if (token.Kind != RtfTokenKind.Character)
                Flush();
            Token(token, ref scanner);
        }
        Flush();
        if (_groups.Count > 0)
            text.Warn(DocumentWarningCodes.PartNotRead, "The document is cut off: its last groups don't end. What there is was read.");
        text.Break(TextBreak.Paragraph);
        text.Write(_notes.ToString());
    }

    private void Token(RtfToken token, ref RtfScanner scanner)
    {
        switch (token.Kind)
        {
            case RtfTokenKind.Open:
                Open();
                return;
            case RtfTokenKind.Close:
                Close();
                return;
            case RtfTokenKind.Character:
                Character((byte)token.Number!);
                break;
            case RtfTokenKind.Symbol when token.Word == "*":
                _isOptional = true;
                return;
            case RtfTokenKind.Symbol:
                Symbol(token.Word[0]);
                break;
            case RtfTokenKind.Word when token.Word == "bin":
                scanner.Skip(token.Number ?? 0);
                break;
            case RtfTokenKind.Word when !Destination(token.Word):
                Word(token.Word, token.Number);
                break;
        }
        (_isOptional, _isStart) = (false, false);
    }

    private void Open()
    {
        if (_groups.Count >= MaxDepth)
            throw new NlpException(ErrorCode.UnreadableDocument, $"The RTF has more than {MaxDepth} groups within each other. Open it in a word processor, save it again, and submit it again.");
        _groups.Push(_state);
        (_isOptional, _isStart, _fallbacks) = (false, true, 0);
    }

    private void Close()
    {
        if (_groups.TryPop(out var outer))
            _state = outer;
        (_isOptional, _isStart, _fallbacks) = (false, false, 0);
    }

    // A group's first word says what it is for.
    private bool Destination(string word)
    {
        if (word == "ud")
            _state.IsLeftOut = false;
        else if (!_isStart)
            return false;
        else if (RtfDestinations.IsLeftOut(word, _isOptional))
            _state.IsLeftOut = true;
        else if (word == "fonttbl")
            _state.IsFontTable = true;
        else if (word == "footnote")
        {
            (_state.IsNote, _state.IsInTable) = (true, false);
            _notes.Break(TextBreak.Paragraph);
        }
        else if (word == "shptxt")
            Break(TextBreak.Paragraph);
        else
            return false;
        return true;
    }

    private void Word(string word, int? number)
    {
        switch (word)
        {
            case "ansi" or "mac" or "pc" or "pca":
                _charsets.SetDocument(word switch { "mac" => 10000, "pc" => 437, "pca" => 850, _ => 1252 });
                break;
            case "ansicpg" when number is > 0:
                _charsets.SetDocument(number.Value);
                break;
            case "deff":
                (_charsets.DefaultFont, _state.Font) = (number ?? 0, number ?? 0);
                break;
            case "f":
                _state.Font = number ?? 0;
                break;
            case "fcharset" when _state.IsFontTable && RtfCharsets.CodePage(number ?? 0) is { } codePage:
                _charsets.SetFont(_state.Font, codePage);
                break;
            case "cpg" when _state.IsFontTable && number is > 0:
                _charsets.SetFont(_state.Font, number.Value);
                break;
            case "uc":
                _state.Fallbacks = Math.Clamp(number ?? 1, 0, 16);
                break;
            case "u":
                Unicode((char)(ushort)(number ?? 0));
                break;
            case "plain":
                (_state.Font, _state.IsHidden) = (_charsets.DefaultFont, false);
                break;
            case "v" or "deleted":
                _state.IsHidden = number != 0;
                break;
            case "pard":
                _state.IsInTable = false;
                break;
            case "intbl":
                _state.IsInTable = true;
                break;
            default:
                Special(word);
                break;
        }
    }

    private void Special(string word)
    {
        if (RtfSymbols.Find(word) is { } characters)
            Write(characters);
        else if (word is "par" or "sect" or "page" or "column")
            Break(_state.IsInTable ? TextBreak.Line : TextBreak.Paragraph);
        else if (word is "cell" or "nestcell" && IsWritten)
            Target.BreakExactly(TextBreak.Cell);
        else if (word is "row" && IsWritten)
            Target.BreakExactly(TextBreak.Paragraph);
        else if (word is "nestrow" && IsWritten)
            Target.BreakExactly(TextBreak.Line);
    }

    private void Symbol(char symbol)
    {
        if (symbol is '\r' or '\n')
            Break(TextBreak.Paragraph);
        else if (symbol is '{' or '}' or '\\')
            Character((byte)symbol);
        else if (symbol is '~' or '_')
            Write(symbol == '~' ? "\u00A0" : "\u2011");
    }

    private void Character(byte value)
    {
        if (_fallbacks > 0)
            _fallbacks--;
        else if (IsWritten)
            _bytes.Add(value);
    }

    private void Unicode(char character)
    {
        _fallbacks = _state.Fallbacks;
        if (char.IsHighSurrogate(character))
            _high = character;
        else if (char.IsLowSurrogate(character))
            Write(_high != 0 ? new string([_high, character]) : "\uFFFD");
        else
            Write(character.ToString());
    }

    private void Write(string characters)
    {
        _high = (char)0;
        if (IsWritten)
            Target.Write(characters);
    }

    private void Break(TextBreak kind)
    {
        if (IsWritten)
            Target.Break(kind);
    }

    // Several bytes may be one character.
    private void Flush()
    {
        if (_bytes.Count == 0)
            return;
        Write(_charsets.Decode(_state.Font, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)));
        _bytes.Clear();
    }
}

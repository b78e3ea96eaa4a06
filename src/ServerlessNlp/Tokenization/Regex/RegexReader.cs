using System.Text;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Regex;

/// <summary>Reads the regular expressions that a tokenizer.json may hold, and refuses all others.</summary>
internal sealed class RegexReader
{
    /// <summary>Published patterns of several parts; each was checked to take linear time.</summary>
    private static readonly string[] Known =
    [
        // GPT-2, RoBERTa, BART
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        // CLIP, without its special tokens and with them
        @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
        @"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
        // cl100k, Llama 3
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        // Qwen 2
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        // A word or what isn't one
        @"\w+|[^\w\s]+",
    ];

    private readonly string _source;
    private int _at;
    private bool _ignoreCase;

    private RegexReader(string source) => _source = source;

    /// <summary>GPT-2's pattern, which the ByteLevel pre-tokeniser has built in.</summary>
    public static RegexPattern Gpt2 { get; } = Read(Known[0]);

    /// <exception cref="TokenizerException">The expression is not of the supported kinds.</exception>
    public static RegexPattern Read(string source)
    {
        var alternatives = new RegexReader(source).ReadAlternatives();
        if (!Known.Contains(source) && !IsSimple(alternatives))
            throw Refused(source);
        return new RegexPattern(source, alternatives);
    }

    /// <summary>One class, once or repeated: it matches in one pass.</summary>
    private static bool IsSimple(List<RegexAlternative> alternatives) =>
        alternatives.TrueForAll(alternative => alternative is { ItemCount: 1, HasLookAhead: false });

    private List<RegexAlternative> ReadAlternatives()
    {
        var alternatives = new List<RegexAlternative>();
        do
        {
            if (TryTake("(?i:"))
            {
                _ignoreCase = true;
                do
                    alternatives.Add(ReadAlternative());
                while (TryTake("|"));
                _ignoreCase = false;
                Expect(")");
            }
            else
            {
                alternatives.Add(ReadAlternative());
            }
        }
        while (TryTake("|"));
        return _at == _source.Length ? alternatives : throw Refused(_source);
    }

    private RegexAlternative ReadAlternative()
    {
        var items = new List<RegexItem>();
        var lookAhead = false;
        while (_at < _source.Length && _source[_at] is not ('|' or ')') && !lookAhead)
        {
            lookAhead = TryTake(@"(?!\S)");
            if (!lookAhead)
                items.Add(ReadItem());
        }
        return items.Exists(item => item.Minimum > 0) ? new RegexAlternative(items, lookAhead) : throw Refused(_source);
    }

    private RegexItem ReadItem()
    {
        var codePoints = TryTake("[") ? ReadClass() : ReadOne(new CodePointClass());
        var (minimum, maximum) = ReadRepetition();
        // Lazy and possessive forms are not among what tokenizers use.
        return _at < _source.Length && _source[_at] is '?' or '+' or '*' && maximum != 1 ? throw Refused(_source) : new RegexItem(codePoints, minimum, maximum);
    }

    private (int Minimum, int Maximum) ReadRepetition()
    {
        if (TryTake("?"))
            return (0, 1);
        if (TryTake("+"))
            return (1, int.MaxValue);
        if (TryTake("*"))
            return (0, int.MaxValue);
        if (!TryTake("{"))
            return (1, 1);
        var minimum = ReadNumber();
        var maximum = minimum;
        if (TryTake(","))
            maximum = _at < _source.Length && char.IsAsciiDigit(_source[_at]) ? ReadNumber() : int.MaxValue;
        Expect("}");
        return maximum >= minimum && maximum > 0 ? (minimum, maximum) : throw Refused(_source);
    }

    private CodePointClass ReadClass()
    {
        var codePoints = new CodePointClass();
        var negated = TryTake("^");
        while (!TryTake("]"))
            ReadOne(codePoints, inClass: true);
        return negated ? codePoints.Negate() : codePoints;
    }

    private CodePointClass ReadOne(CodePointClass codePoints, bool inClass = false)
    {
        if (TryTake(@"\p{L}"))
            return codePoints.Add(CodePointProperties.Letter, not: false);
        if (TryTake(@"\p{N}"))
            return codePoints.Add(CodePointProperties.Number, not: false);
        var literal = TakeRune();
        if (literal.Value == '\\')
            return ReadEscape(codePoints, inClass ? CodePointProperties.BracketWord : CodePointProperties.Word);
        const string special = "^$.*+?()[]{}|";
        if (literal.IsAscii && (inClass ? "[]^-&" : special).Contains((char)literal.Value))
            throw Refused(_source);
        if (inClass && _at + 1 < _source.Length && _source[_at] == '-' && _source[_at + 1] != ']')
        {
            _at++;
            var last = TakeRune();
            return last.Value != '\\' && last >= literal ? codePoints.Add(literal.Value, last.Value) : throw Refused(_source);
        }
        return Add(codePoints, literal);
    }

    private CodePointClass ReadEscape(CodePointClass codePoints, CodePointProperties word)
    {
        var escaped = TakeRune();
        return escaped.Value switch
        {
            's' => codePoints.Add(CodePointProperties.Space, not: false),
            'S' => codePoints.Add(CodePointProperties.Space, not: true),
            'd' => codePoints.Add(CodePointProperties.Digit, not: false),
            'D' => codePoints.Add(CodePointProperties.Digit, not: true),
            'w' => codePoints.Add(word, not: false),
            'W' => codePoints.Add(word, not: true),
            'n' => codePoints.Add('\n', '\n'),
            'r' => codePoints.Add('\r', '\r'),
            't' => codePoints.Add('\t', '\t'),
            _ when escaped.IsAscii && char.IsAsciiLetterOrDigit((char)escaped.Value) => throw Refused(_source),
            _ => Add(codePoints, escaped),
        };
    }

    private CodePointClass Add(CodePointClass codePoints, Rune literal)
    {
        codePoints.Add(literal.Value, literal.Value);
        if (_ignoreCase && literal.IsAscii && char.IsAsciiLetter((char)literal.Value))
        {
            codePoints.Add(literal.Value ^ 0x20, literal.Value ^ 0x20);
            // The long s is the one letter beyond ASCII that folds to a letter of the English contractions.
            if ((literal.Value | 0x20) == 's')
                codePoints.Add(0x17F, 0x17F);
        }
        return codePoints;
    }

    private int ReadNumber()
    {
        var value = 0;
        var from = _at;
        while (_at < _source.Length && char.IsAsciiDigit(_source[_at]) && value < 10_000)
            value = value * 10 + (_source[_at++] - '0');
        return _at > from ? value : throw Refused(_source);
    }

    private Rune TakeRune()
    {
        if (_at >= _source.Length || !Rune.TryGetRuneAt(_source, _at, out var rune))
            throw Refused(_source);
        _at += rune.Utf16SequenceLength;
        return rune;
    }

    private bool TryTake(string text)
    {
        if (string.CompareOrdinal(_source, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private void Expect(string text)
    {
        if (!TryTake(text))
            throw Refused(_source);
    }

    private static TokenizerException Refused(string source) =>
        new($"The regular expression {Shown(source)} is not one of those that are supported.");

    private static string Shown(string source) => source.Length <= 80 ? source : source[..80] + "…";
}

using System.Text;

namespace ServerlessNlp.Tests.Tokenization.Oracle;

/// <summary>Odd texts from a seed: every script and plane, marks, controls, look-alikes of special tokens, broken surrogates.</summary>
internal sealed class TextGenerator(int seed)
{
    private static readonly (int From, int To)[] Ranges =
    [
        (0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x61, 0x7A), (0x00, 0x1F), (0x7F, 0xA0), (0xA1, 0x17F), (0x180, 0x24F), (0x250, 0x2FF),
        (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x58F), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0x980, 0xDFF),
        (0xE00, 0xFFF), (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x167F), (0x1680, 0x18AF), (0x1AB0, 0x1AFF),
        (0x1C80, 0x1CBF), (0x1DC0, 0x1DFF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x20FF), (0x2100, 0x2BFF), (0x2C00, 0x2FFF),
        (0x3000, 0x30FF), (0x3100, 0x33FF), (0x4E00, 0x9FFF), (0xA000, 0xABFF), (0xAC00, 0xD7FF), (0xE000, 0xF8FF), (0xF900, 0xFAFF),
        (0xFB00, 0xFDFF), (0xFE00, 0xFE6F), (0xFE70, 0xFFFF), (0x10000, 0x10FFF), (0x11000, 0x11FFF), (0x13430, 0x1345F), (0x16A00, 0x16FFF),
        (0x1BC00, 0x1D2FF), (0x1D400, 0x1D7FF), (0x1E000, 0x1EFFF), (0x1F000, 0x1FAFF), (0x20000, 0x2FA1F), (0x2B820, 0x2B920), (0xE0000, 0xE01FF), (0xF0000, 0x10FFFF),
    ];

    private static readonly string[] Snippets =
    [
        "[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]", "<s>", "</s>", "<unk>", "<mask>", "<pad>", "<|endoftext|>", "[mask]", " [MASK]", "[MASK] ", "[MAS", "K]", "<<s>>",
        "``", "''", "```", "'''", "'s", "'t", "'re", "'ve", "'LL", "don't", "▁", "▁▁", "##", "##ing", "\r\n", "\n\n", "  ", "   ", "\t", "\u00a0", "\u3000", "\u200b", "\u200d", "\u200c", "\ufeff", "\u0085", "\u2028",
        "e\u0301", "E\u0301", "a\u0323\u0302", "a\u0302\u0323", "\u0344", "\u0f73", "\u1e9b\u0323", "q\u0307\u0323", "\u212b", "\ufb01", "\ufb01\u0301", "½", "™", "①", "㍿", "ﷺ", "İ", "ı", "ſ", "ß", "ẞ", "Σ", "ς", "ΑΣ", "Ǆ", "ŉ", "ΐ",
        "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "👍🏽", "©\ufe0f", "©\u200d©\u0301", "1\ufe0f\u20e3", "क्षि", "क्\u0301", "க்ஷ", "한국어", "가\u11a8", "\u1100\u1161\u11a8", "각", "\u1112\u1161\u11ab", "日本語", "中文字", "ไทย", "עִבְרִית", "العربية", "\u0600a",
        "12", "1,000", "3.14", "9,", "５", "²", "x²", "http://a.b/c?d=e&f", "a@b.de", "<br />", "U.S.A.", "--", "…", "“”", "¿", "\u166d", "\ud800", "\udc00", "\udbff\udbff", "hello", "Hello", "HELLO", "world", "the", "un", "able", "ing",
    ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var kind = _random.Next(10);
        var length = kind switch { 0 => _random.Next(3), 9 => _random.Next(20, 300), _ => _random.Next(1, 40) };
        var text = new StringBuilder();
        var range = Ranges[_random.Next(Ranges.Length)];
        while (length-- > 0)
        {
            // Texts of one script, of all, of snippets, and of plain words with something odd in it.
            switch (kind)
            {
                case 1 or 2:
                    Append(text, range);
                    break;
                case 3 or 4 or 9:
                    Append(text, Ranges[_random.Next(Ranges.Length)]);
                    break;
                case 5 or 6:
                    text.Append(Snippets[_random.Next(Snippets.Length)]);
                    break;
                case 7:
                    text.Append(Corpus.Words[_random.Next(Corpus.Words.Length)]).Append(_random.Next(4) == 0 ? "" : " ");
                    break;
                default:
                    AppendMixed(text);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>Inputs to encode: mostly single texts with special tokens, some pairs, some without.</summary>
    public IEnumerable<(string Text, string? Pair, bool AddSpecialTokens)> Inputs(int count)
    {
        for (; count > 0; count--)
            yield return (Next(), _random.Next(4) == 0 ? Next() : null, _random.Next(8) != 0);
    }

    private void AppendMixed(StringBuilder text)
    {
        switch (_random.Next(6))
        {
            case 0:
                Append(text, Ranges[_random.Next(Ranges.Length)]);
                break;
            case 1:
                text.Append(Snippets[_random.Next(Snippets.Length)]);
                break;
            case 2:
                text.Append((char)_random.Next(0x300, 0x370));
                break;
            default:
                text.Append(Corpus.Words[_random.Next(Corpus.Words.Length)]).Append(' ');
                break;
        }
    }

    private void Append(StringBuilder text, (int From, int To) range)
    {
        var codePoint = _random.Next(range.From, range.To + 1);
        if (Rune.IsValid(codePoint))
            text.Append(new Rune(codePoint));
        else
            text.Append((char)codePoint);
    }
}

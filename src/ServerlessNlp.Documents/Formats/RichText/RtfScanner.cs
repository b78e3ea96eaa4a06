using System.Globalization;
using System.Text;

namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>Splits RTF into its tokens.</summary>
internal ref struct RtfScanner(ReadOnlySpan<byte> bytes)
{
    private const int MaxWord = 32;
    private const int MaxDigits = 10;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>The next token, or that of the end.</summary>
    public RtfToken Next()
    {
        while (_at < _bytes.Length)
        {
            var value = _bytes[_at++];
            switch (value)
            {
                case (byte)'{':
                    return new RtfToken(RtfTokenKind.Open);
                case (byte)'}':
                    return new RtfToken(RtfTokenKind.Close);
                case (byte)'\\':
                    return Control();
                case (byte)'\r' or (byte)'\n' or 0:
                    break;
                default:
                    return new RtfToken(RtfTokenKind.Character, Number: value);
            }
        }
        return new RtfToken(RtfTokenKind.End);
    }

    /// <summary>Passes over bytes that are data.</summary>
    public void Skip(int count) => _at = (int)Math.Min(_bytes.Length, _at + (long)Math.Max(0, count));

    private RtfToken Control()
    {
        if (_at >= _bytes.Length)
            return new RtfToken(RtfTokenKind.End);
        var start = _at;
        while (_at < _bytes.Length && _at - start < MaxWord && char.IsAsciiLetter((char)_bytes[_at]))
            _at++;
        if (_at == start)
            return Symbol((char)_bytes[_at++]);
        var word = Encoding.ASCII.GetString(_bytes[start.._at]);
        var number = Number();
        // A space ends the word, and is part of it.
        if (_at < _bytes.Length && _bytes[_at] == ' ')
            _at++;
        return new RtfToken(RtfTokenKind.Word, word, number);
    }

    private RtfToken Symbol(char symbol)
    {
        if (symbol != '\'')
            return new RtfToken(RtfTokenKind.Symbol, symbol.ToString());
        if (_at + 2 <= _bytes.Length && byte.TryParse(_bytes.Slice(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            _at += 2;
            return new RtfToken(RtfTokenKind.Character, Number: value);
        }
        return new RtfToken(RtfTokenKind.Symbol, "'");
    }

    private int? Number()
    {
        var start = _at;
        if (_at < _bytes.Length && _bytes[_at] == '-')
            _at++;
        while (_at < _bytes.Length && _at - start <= MaxDigits && char.IsAsciiDigit((char)_bytes[_at]))
            _at++;
        if (int.TryParse(_bytes[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        // A hyphen behind a word is text.
        if (_at == start + 1 && _bytes[start] == '-')
            _at = start;
        return null;
    }
}

using System.Buffers;
using System.Text.Json;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>
/// Reads the vocabulary of a tokenizer.json, {"piece": id, …} or [["piece", score], …], without a general parser: it is most
/// of the file, and of the time to load it. Whatever is not of the plain form it leaves to the general parser to judge.
/// </summary>
internal ref struct VocabularyScanner(ReadOnlySpan<byte> json, int at)
{
    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Where the scanner stands.</summary>
    public int At { get; private set; } = at;

    /// <summary>Reads a whole vocabulary; false, and the builder is of no use, if it isn't plain.</summary>
    public bool TryRead(VocabularyBuilder pieces)
    {
        TryTake((byte)':');
        if (TryTake((byte)'{'))
            return TryReadIds(pieces);
        return TryTake((byte)'[') && TryReadScores(pieces);
    }

    private bool TryReadIds(VocabularyBuilder pieces)
    {
        do
        {
            if (!TryCopyText(pieces, out var length) || !TryTake((byte)':') || !TryTakeId(out var id))
                return false;
            pieces.Add(length, id);
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    private bool TryReadScores(VocabularyBuilder pieces)
    {
        do
        {
            if (!TryTake((byte)'[') || !TryCopyText(pieces, out var length) || !TryTake((byte)',') || !TryTakeNumber(out var number) || !TryTake((byte)']'))
                return false;
            pieces.Add(length, ScoreParser.Parse(number));
        }
        while (TryTake((byte)','));
        return TryTake((byte)']');
    }

    private bool TryTake(byte expected)
    {
        SkipWhiteSpace();
        if (At >= _json.Length || _json[At] != expected)
            return false;
        At++;
        return true;
    }

    private bool TryCopyText(VocabularyBuilder pieces, out int length)
    {
        length = 0;
        if (!TryTake((byte)'"'))
            return false;
        var rest = _json[At..];
        length = rest.IndexOfAny(EndsPlainText);
        if (length < 0)
            return false;
        if (rest[length] != '"')
            return TryCopyEscaped(pieces, out length);
        rest[..length].CopyTo(pieces.Reserve(length));
        At += length + 1;
        return true;
    }

    private bool TryCopyEscaped(VocabularyBuilder pieces, out int length)
    {
        var reader = new Utf8JsonReader(_json[(At - 1)..], isFinalBlock: false, default);
        length = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return false;
        length = reader.CopyString(pieces.Reserve(reader.ValueSpan.Length));
        At += (int)reader.BytesConsumed - 1;
        return true;
    }

    private bool TryTakeId(out int id)
    {
        SkipWhiteSpace();
        var from = At;
        id = 0;
        while (IsDigit(At) && At - from < 9)
            id = id * 10 + (_json[At++] - '0');
        return At > from && !IsDigit(At) && (_json[from] != '0' || At - from == 1);
    }

    /// <summary>-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?</summary>
    private bool TryTakeNumber(out ReadOnlySpan<byte> number)
    {
        number = default;
        SkipWhiteSpace();
        var from = At;
        SkipOne((byte)'-', (byte)'-');
        var isZero = At < _json.Length && _json[At] == '0';
        var digits = SkipDigits();
        if (digits == 0 || (isZero && digits > 1) || (SkipOne((byte)'.', (byte)'.') && SkipDigits() == 0))
            return false;
        if (SkipOne((byte)'e', (byte)'E'))
        {
            SkipOne((byte)'+', (byte)'-');
            if (SkipDigits() == 0)
                return false;
        }
        number = _json[from..At];
        return true;
    }

    private bool SkipOne(byte one, byte other)
    {
        if (At >= _json.Length || (_json[At] != one && _json[At] != other))
            return false;
        At++;
        return true;
    }

    private int SkipDigits()
    {
        var from = At;
        while (IsDigit(At))
            At++;
        return At - from;
    }

    private readonly bool IsDigit(int at) => at < _json.Length && _json[at] is >= (byte)'0' and <= (byte)'9';

    private void SkipWhiteSpace()
    {
        while (At < _json.Length && _json[At] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            At++;
    }
}

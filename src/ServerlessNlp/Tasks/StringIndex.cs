using System.Text.Json.Serialization;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks;

/// <summary>
/// Converts offsets and lengths in UTF-16 code units into those a caller asked for: the one place where that is done.
/// Spans in ascending order take time linear in the text in all.
/// </summary>
internal sealed class StringIndex
{
    private readonly string _text;
    private readonly bool _isUtf16;
    private int _position;
    private int _surrogatePairs;

    internal StringIndex(string text, StringIndexType type)
    {
        _text = text;
        _isUtf16 = type == StringIndexType.Utf16CodeUnit;
        Length = _isUtf16 ? text.Length : text.Length - PairsIn(0, text.Length);
    }

    /// <summary>The length of the text in the units asked for.</summary>
    internal int Length { get; }

    internal (int Offset, int Length) Convert(TextSpan span)
    {
        if (_isUtf16)
            return (span.Offset, span.Length);
        if (span.Offset < _position)
            (_position, _surrogatePairs) = (0, 0);
        _surrogatePairs += PairsIn(_position, span.Offset);
        _position = span.Offset;
        return (span.Offset - _surrogatePairs, span.Length - PairsIn(span.Offset, span.End));
    }

    // A pair counts where its second half is, so that pieces of a text add up.
    private int PairsIn(int start, int end)
    {
        var pairs = 0;
        for (var i = start; i < end; i++)
        {
            if (char.IsLowSurrogate(_text[i]) && i > 0 && char.IsHighSurrogate(_text[i - 1]))
                pairs++;
        }
        return pairs;
    }
}

/// <summary>The unit of offsets and lengths in an answer, named as Azure AI Language names it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StringIndexType>))]
public enum StringIndexType
{
    /// <summary>UTF-16 code units: the index into a string of .NET, Java or JavaScript.</summary>
    Utf16CodeUnit,

    /// <summary>Unicode code points: the index into a string of Python.</summary>
    UnicodeCodePoint,
}

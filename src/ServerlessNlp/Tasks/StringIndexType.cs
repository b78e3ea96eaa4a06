using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks;

/// <summary>The unit of offsets and lengths in an answer, named as Azure AI Language names it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StringIndexType>))]
public enum StringIndexType
{
    /// <summary>UTF-16 code units: the index into a string of .NET, Java or JavaScript.</summary>
    Utf16CodeUnit,

    /// <summary>Unicode code points: the index into a string of Python.</summary>
    UnicodeCodePoint,
}

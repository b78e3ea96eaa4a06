using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks.Summarization;

/// <summary>The order of a summary's sentences.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SortBy>))]
public enum SortBy
{
    /// <summary>As they stand in the document.</summary>
    Offset,

    /// <summary>The highest rank first.</summary>
    Rank,
}

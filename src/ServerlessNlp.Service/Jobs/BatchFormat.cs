using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>How documents stand in a batch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BatchFormat>))]
public enum BatchFormat
{
    /// <summary>JSON Lines: <c>{"id":"…","text":"…"}</c> a line, with <c>pair</c> and <c>question</c> where the task takes them.</summary>
    [JsonStringEnumMemberName("jsonl")]
    JsonLines,

    /// <summary>Comma-separated values (RFC 4180) with a header that has the column <c>text</c>, and may have <c>id</c>, <c>pair</c> and <c>question</c>.</summary>
    [JsonStringEnumMemberName("csv")]
    Csv,
}

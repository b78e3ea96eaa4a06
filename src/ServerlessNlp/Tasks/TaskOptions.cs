using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks;

/// <summary>The options of a task; each task has its own kind.</summary>
public abstract record TaskOptions
{
    /// <summary>The unit of offsets and lengths. Default: UTF-16 code units.</summary>
    [JsonPropertyOrder(1)]
    public StringIndexType StringIndexType { get; init; }

    /// <summary>
    /// 16 hexadecimal digits that are the same for the same options, however they were written and
    /// whether a default was left out: part of a stored result's address.
    /// </summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, GetType(), TasksJson.Default)))[..16];
}

using System.Diagnostics.CodeAnalysis;
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

/// <summary>Options that were read, or why they were refused.</summary>
public sealed class OptionsResult
{
    internal OptionsResult(TaskOptions options) => Options = options;

    internal OptionsResult(string message) => Error = new NlpError(ErrorCode.InvalidOption, message);

    /// <summary>The options, or null.</summary>
    public TaskOptions? Options { get; }

    /// <summary>The error, or null.</summary>
    public NlpError? Error { get; }

    /// <summary>Whether the options are valid.</summary>
    [MemberNotNullWhen(true, nameof(Options))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Options is not null;
}

using System.Diagnostics.CodeAnalysis;

namespace ServerlessNlp.Tasks;

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

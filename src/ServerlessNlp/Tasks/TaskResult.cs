using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks;

/// <summary>What came of a request: an outcome for each document, in the order they were given.</summary>
/// <param name="Outcomes">As many as there were documents.</param>
/// <param name="Usage">What it used.</param>
public sealed record TaskResult(IReadOnlyList<DocumentOutcome> Outcomes, TaskUsage Usage);

/// <summary>What came of one document: an answer, or an error.</summary>
public sealed class DocumentOutcome
{
    /// <summary>The document was answered.</summary>
    public DocumentOutcome(DocumentAnswer answer) => Answer = answer;

    /// <summary>The document could not be answered.</summary>
    public DocumentOutcome(DocumentError error) => Error = error;

    /// <summary>The answer, or null.</summary>
    public DocumentAnswer? Answer { get; }

    /// <summary>The error, or null.</summary>
    public DocumentError? Error { get; }

    /// <summary>Whether there is an answer.</summary>
    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsAnswered => Answer is not null;
}

/// <summary>A document that could not be answered, and why.</summary>
public sealed record DocumentError(string Id, NlpError Error);

/// <summary>What a request used.</summary>
public sealed record TaskUsage
{
    /// <summary>The documents answered.</summary>
    public int Documents { get; init; }

    /// <summary>The characters read, in UTF-16 code units, pairs and questions included.</summary>
    public long Characters { get; init; }

    /// <summary>The tokens that went through the model, special tokens included, padding not.</summary>
    public long Tokens { get; init; }

    /// <summary>The windows that went through the model.</summary>
    [JsonIgnore]
    public int Windows { get; init; }

    /// <summary>Milliseconds spent in the model, rounded to a hundredth.</summary>
    public double InferenceMs { get; init; }

    /// <summary>Whether the request had to wait for the model to be loaded.</summary>
    public bool Cold { get; init; }
}

using System.Diagnostics.CodeAnalysis;

namespace ServerlessNlp.Tasks;

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

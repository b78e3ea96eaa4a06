namespace ServerlessNlp.Tasks;

/// <summary>Parts the documents that can be worked on from those that can't, and puts the outcomes back in order.</summary>
internal sealed class DocumentGate
{
    private readonly IReadOnlyList<TaskDocument> _documents;
    private readonly NlpError?[] _errors;

    internal DocumentGate(NlpTask task, IReadOnlyList<TaskDocument> documents, TaskLimits limits)
    {
        _documents = documents;
        _errors = [.. documents.Select(document => Check(task, document, limits))];
        Accepted = [.. documents.Where((_, i) => _errors[i] is null)];
    }

    internal IReadOnlyList<TaskDocument> Accepted { get; }

    internal TaskResult Merge(TaskResult result)
    {
        using var answered = result.Outcomes.GetEnumerator();
        var outcomes = new DocumentOutcome[_documents.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = _errors[i] is { } error ? new(new DocumentError(_documents[i].Id, error)) : Next(answered);
        return result with { Outcomes = outcomes };
    }

    private static DocumentOutcome Next(IEnumerator<DocumentOutcome> outcomes) =>
        outcomes.MoveNext() ? outcomes.Current : throw new InvalidOperationException("A task gave fewer outcomes than it had documents.");

    private static NlpError? Check(NlpTask task, TaskDocument document, TaskLimits limits) =>
        document.Error
        ?? CheckPart("document", document.Text, limits)
        ?? CheckField("pair", task.Pair, document.Pair, limits)
        ?? CheckField("question", task.Question, document.Question, limits);

    private static NlpError? CheckField(string name, TaskField field, string? text, TaskLimits limits) => field switch
    {
        TaskField.None => null,
        TaskField.Optional when text is null => null,
        _ => CheckPart(name, text, limits),
    };

    private static NlpError? CheckPart(string name, string? text, TaskLimits limits)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new NlpError(ErrorCode.EmptyDocument, $"The {name} has no text.");
        if (text.Length > limits.MaxCharacters)
            return new NlpError(ErrorCode.DocumentTooLong, $"The {name} has {text.Length} characters; at most {limits.MaxCharacters} are allowed. Divide it.");
        return null;
    }
}

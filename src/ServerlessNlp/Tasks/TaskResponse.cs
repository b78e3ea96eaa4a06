using System.Text.Json;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks;

/// <summary>The complete answer to a request, as HTTP gives it.</summary>
/// <param name="Model">The model used; null for a task done without one.</param>
/// <param name="Documents">The answers, in the order of the documents.</param>
/// <param name="Errors">The documents that could not be answered.</param>
/// <param name="Usage">What it used.</param>
public sealed record TaskResponse(
    ModelIdentity? Model,
    IReadOnlyList<DocumentAnswer> Documents,
    IReadOnlyList<DocumentError> Errors,
    TaskUsage Usage)
{
    /// <summary>Puts a result into the form of an answer.</summary>
    /// <param name="model">The model used, or null.</param>
    /// <param name="result">What came of the documents.</param>
    /// <param name="cold">Whether the request had to wait for the model to be loaded.</param>
    public static TaskResponse From(ModelIdentity? model, TaskResult result, bool cold) => new(
        model,
        [.. result.Outcomes.Where(outcome => outcome.IsAnswered).Select(outcome => outcome.Answer!)],
        [.. result.Outcomes.Where(outcome => !outcome.IsAnswered).Select(outcome => outcome.Error!)],
        result.Usage with { Cold = cold });

    /// <summary>The response with what is to know about how its documents were read before its own warnings.</summary>
    public TaskResponse WithWarnings(IReadOnlyList<TaskWarning> warnings) =>
        warnings.Count == 0 ? this : this with { Documents = [.. Documents.Select(answer => answer with { Warnings = [.. warnings, .. answer.Warnings] })] };

    /// <summary>The response as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TasksJson.Relaxed.TaskResponse);
}

/// <summary>The model that gave an answer.</summary>
public sealed record ModelIdentity(string Name, string Version)
{
    /// <summary>The identity of the model with this manifest.</summary>
    public static ModelIdentity Of(ModelManifest manifest) => new(manifest.Name, manifest.Version);
}

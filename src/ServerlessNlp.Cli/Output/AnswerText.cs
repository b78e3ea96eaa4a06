using System.Globalization;
using System.Text.Json;
using ServerlessNlp.Tasks.Answers;
using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tasks.Embeddings;
using ServerlessNlp.Tasks.Entities;
using ServerlessNlp.Tasks.Summarization;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Output;

/// <summary>Answers as text for people, or as the JSON that HTTP gives.</summary>
internal static class AnswerText
{
    /// <summary>The whole answer as JSON.</summary>
    public static string Json(TaskResponse response) => System.Text.Encoding.UTF8.GetString(response.ToJson());

    /// <summary>An answer for people, over several lines where it has several parts.</summary>
    public static string Paragraph(DocumentAnswer answer) => string.Join('\n', Parts(answer));

    /// <summary>A line for each document, in the order of the documents.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<TaskDocument> documents, TaskResponse response, bool json)
    {
        var answers = response.Documents.ToDictionary(answer => answer.Id);
        var errors = response.Errors.ToDictionary(error => error.Id);
        return documents.Select(document => answers.TryGetValue(document.Id, out var answer)
            ? json ? JsonSerializer.Serialize(answer, TasksJson.Relaxed.DocumentAnswer) : string.Join("\t", Parts(answer))
            : json ? JsonSerializer.Serialize(errors[document.Id], TasksJson.Relaxed.DocumentError) : $"error: {errors[document.Id].Error.Message}");
    }

    /// <summary>Labels of which the model is not sure.</summary>
    public static string NotSure(IEnumerable<string> labels) => string.Join(", ", labels) is { Length: > 0 } some ? $"(not sure: {some})" : "(not sure)";

    private static IEnumerable<string> Parts(DocumentAnswer answer) => answer switch
    {
        ClassifyAnswer { Abstained: true } classified => [NotSure(classified.Labels.Select(label => $"{label.Label} {Score(label.Score)}"))],
        ClassifyAnswer classified => classified.Labels.Select(label => $"{label.Label} {Score(label.Score)}"),
        SummarizeAnswer summarized => summarized.Sentences.Select(sentence => OneLine(sentence.Text)),
        EntitiesAnswer found => found.Entities.Select(entity => $"{entity.Label} {Score(entity.Score)} {OneLine(entity.Text)}"),
        QuestionAnswer answered => answered.Answers.Count == 0 ? ["(no answer)"] : answered.Answers.Select(span => $"{Score(span.Score)} {OneLine(span.Text)}"),
        EmbedAnswer embedded => [string.Join(' ', embedded.Embedding.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)))],
        CompareAnswer compared => [Score(compared.Score)],
        _ => throw new InvalidOperationException($"{answer.GetType().Name} has no text form."),
    };

    private static string Score(double score) => score.ToString("0.000", CultureInfo.InvariantCulture);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

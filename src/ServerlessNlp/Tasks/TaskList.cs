using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessNlp.Tasks.Answers;
using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tasks.Embeddings;
using ServerlessNlp.Tasks.Entities;
using ServerlessNlp.Tasks.Summarization;

namespace ServerlessNlp.Tasks;

// The one place that names every task: the task itself, the kind of its answers, and its options as JSON.
// docs/architecture.md lists what else a new task needs.
public abstract partial class NlpTask
{
    /// <summary>All tasks.</summary>
    public static IReadOnlyList<NlpTask> All { get; } =
        [new ClassifyTask(), new SummarizeTask(), new EntitiesTask(), new AnswerTask(), new EmbedTask(), new CompareTask()];
}

[JsonDerivedType(typeof(ClassifyAnswer))]
[JsonDerivedType(typeof(SummarizeAnswer))]
[JsonDerivedType(typeof(EntitiesAnswer))]
[JsonDerivedType(typeof(QuestionAnswer))]
[JsonDerivedType(typeof(EmbedAnswer))]
[JsonDerivedType(typeof(CompareAnswer))]
public abstract partial record DocumentAnswer;

/// <summary>
/// The JSON form of answers: camel case, on one line, text unescaped where JSON allows it.
/// Thread-safe; made at compile time, so that a worker's first request waits for no reflection.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskResponse))]
[JsonSerializable(typeof(DocumentAnswer))]
[JsonSerializable(typeof(DocumentError))]
[JsonSerializable(typeof(ClassifyOptions))]
[JsonSerializable(typeof(SummarizeOptions))]
[JsonSerializable(typeof(EntitiesOptions))]
[JsonSerializable(typeof(AnswerOptions))]
[JsonSerializable(typeof(EmbedOptions))]
[JsonSerializable(typeof(CompareOptions))]
public sealed partial class TasksJson : JsonSerializerContext
{
    /// <summary>The context to write answers with: what is sent as application/json needs no escapes for HTML.</summary>
    public static TasksJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

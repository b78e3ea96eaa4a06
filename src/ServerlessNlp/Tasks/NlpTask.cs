using System.Text.Json;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks;

/// <summary>
/// Something that can be done with documents: the one place where a task's name, its options and documents
/// become answers, whether they came by HTTP, by queue or from a command line. Immutable and thread-safe.
/// </summary>
public abstract partial class NlpTask
{
    /// <summary>The task of this name, as in a route; null if there is none.</summary>
    public static NlpTask? Find(string name) => All.FirstOrDefault(task => task.Name == name);

    /// <summary>The task whose answers show how good a model is: the one that its known answer and its figures are of.</summary>
    public static NlpTask Showing(ModelManifest manifest) => All.First(task => task.ShowsModel && task.Accepts(manifest));

    /// <summary>The task's name, as in a route.</summary>
    public abstract string Name { get; }

    /// <summary>The model used where none is named; null where the task is then done without a model.</summary>
    public abstract string? DefaultModel { get; }

    /// <summary>What a model must be made for to do this task: one of <see cref="ModelTasks"/>.</summary>
    public abstract string ModelTask { get; }

    /// <summary>Whether a document's pair is used.</summary>
    public virtual TaskField Pair => TaskField.None;

    /// <summary>Whether a document's question is used.</summary>
    public virtual TaskField Question => TaskField.None;

    /// <summary>The options that the task has; any other is refused.</summary>
    public abstract IReadOnlyList<TaskOption> Options { get; }

    /// <summary>The options where none are given.</summary>
    public abstract TaskOptions DefaultOptions { get; }

    /// <summary>Whether a model is made for this task.</summary>
    public bool Accepts(ModelManifest manifest) => manifest.Task == ModelTask;

    /// <summary>Reads options from JSON; null, or null for a value, means the default.</summary>
    public abstract OptionsResult ParseOptions(JsonElement? json);

    /// <summary>Reads options from a query or a command line: names and values as text.</summary>
    public abstract OptionsResult ParseOptions(IEnumerable<KeyValuePair<string, string>> query);

    /// <summary>
    /// Answers documents. Those that are blank or too long get an error, the others are answered all the same.
    /// </summary>
    /// <param name="model">A model that the task accepts; null only where the task can be done without one (<see cref="DefaultModel"/>).</param>
    /// <param name="documents">The documents; their ids are taken as they are.</param>
    /// <param name="options">From <see cref="ParseOptions(JsonElement?)"/> of the same task.</param>
    /// <param name="limits">What is refused before any work.</param>
    /// <param name="cancellationToken">Ends the work at the next batch.</param>
    /// <returns>An outcome for each document, in order.</returns>
    /// <exception cref="ArgumentException">The model or the options are another task's.</exception>
    public TaskResult Run(Model? model, IReadOnlyList<TaskDocument> documents, TaskOptions options, TaskLimits limits, CancellationToken cancellationToken)
    {
        if (model is null ? DefaultModel is not null : !Accepts(model.Manifest))
            throw new ArgumentException($"The task {Name} can't be done with this model.", nameof(model));

        var gate = new DocumentGate(this, documents, limits);
        return gate.Merge(Answer(model, gate.Accepted, options, cancellationToken));
    }

    /// <summary>What a model answers to a known input; null where it finds nothing, or what is not a number.</summary>
    internal ExpectedAnswer? Measure(Model model, KnownAnswer input, CancellationToken cancellationToken)
    {
        var result = Answer(model, [new("known", input.Text, input.Pair, input.Question)], KnownOptions, cancellationToken);
        return result.Outcomes[0].Answer is { } answer ? BestOf(answer) : null;
    }

    /// <summary>Whether known answers and figures of a model are of this task; false where another of the same models shows more.</summary>
    private protected virtual bool ShowsModel => true;

    /// <summary>The options that known answers are measured with: those that withhold nothing.</summary>
    private protected virtual TaskOptions KnownOptions => DefaultOptions;

    /// <summary>The best of what an answer holds; null where it holds nothing.</summary>
    private protected abstract ExpectedAnswer? BestOf(DocumentAnswer answer);

    /// <summary>Answers documents that have text and are not too long.</summary>
    private protected abstract TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, TaskOptions options, CancellationToken cancellationToken);
}

using System.Diagnostics;
using System.Globalization;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Takes documents through a task as it is served, in batches, and counts what it took.</summary>
/// <param name="session">What answers.</param>
/// <param name="task">The task.</param>
/// <param name="manifest">The model's, or null where the task is done without one.</param>
/// <param name="advance">Is told of every batch how many documents it had.</param>
internal sealed class EvaluationRun(TaskSession session, NlpTask task, ModelManifest? manifest, Action<int> advance)
{
    // Enough for full batches of short texts.
    private const int DocumentsAtOnce = 64;

    private readonly Stopwatch _time = new();

    /// <summary>The model's manifest, or null where the task is done without one.</summary>
    public ModelManifest? Manifest => manifest;

    /// <summary>The documents that were taken through.</summary>
    public int Documents { get; private set; }

    /// <summary>Those of them that got an error.</summary>
    public int Refused { get; private set; }

    /// <summary>Documents a second, the model being loaded.</summary>
    public double DocumentsPerSecond => Documents == 0 ? 0 : Documents / _time.Elapsed.TotalSeconds;

    /// <summary>Answers documents; null for one that was refused.</summary>
    /// <param name="documents">The documents; their ids don't matter.</param>
    /// <param name="options">The options, as on a command line.</param>
    /// <param name="cancellationToken">Ends the work at the next batch.</param>
    public async Task<IReadOnlyList<DocumentAnswer?>> AnswerAsync(IEnumerable<TaskDocument> documents, IReadOnlyDictionary<string, string> options, CancellationToken cancellationToken)
    {
        var parsed = task.ParseOptions(options).Options ?? throw new ArgumentException("The task has no such options.", nameof(options));
        var answers = new List<DocumentAnswer?>();
        foreach (var batch in documents.Chunk(DocumentsAtOnce))
        {
            if (Documents == 0)
                await session.RunAsync(new TaskRequest(task, null, parsed, batch[..1]), cancellationToken);
            TaskDocument[] numbered = [.. batch.Select((document, i) => document with { Id = i.ToString(CultureInfo.InvariantCulture) })];
            _time.Start();
            var response = await session.RunAsync(new TaskRequest(task, null, parsed, numbered), cancellationToken);
            _time.Stop();
            Documents += batch.Length;
            Refused += response.Errors.Count;
            var byId = response.Documents.ToDictionary(answer => answer.Id);
            answers.AddRange(numbered.Select(document => byId.GetValueOrDefault(document.Id)));
            advance(batch.Length);
        }
        return answers;
    }

    /// <summary>Answers documents with the options where none are given.</summary>
    public Task<IReadOnlyList<DocumentAnswer?>> AnswerAsync(IEnumerable<TaskDocument> documents, CancellationToken cancellationToken) =>
        AnswerAsync(documents, new Dictionary<string, string>(), cancellationToken);
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Azure;
using Microsoft.Extensions.Options;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Tasks;

namespace ServerlessNlp.Service.Jobs;

/// <summary>
/// Works on some lines of a batch: their results are JSON Lines in the container <c>results</c>, at
/// <c>jobs/{job}/{item}.jsonl</c>, written once, a line for each document in order. Thread-safe.
/// </summary>
public sealed class BatchHandler(TaskRunner runner, StorageClients storage, IOptions<NlpOptions> options, TimeProvider time)
{
    /// <summary>Where the results of a work item lie: the order of the names is that of the items.</summary>
    public static string AddressOf(string job, int item) => string.Create(CultureInfo.InvariantCulture, $"jobs/{job}/{item:d6}.jsonl");

    /// <summary>Does the work.</summary>
    /// <param name="message">A work item of a job, with its lines.</param>
    /// <param name="cancellationToken">Ends the work at the next batch.</param>
    /// <returns>How it ended: succeeded (with or without documents that failed) or superseded.</returns>
    /// <exception cref="NlpException">It can't be done, now or ever: the code tells.</exception>
    public async Task<WorkMarker> HandleAsync(WorkMessage message, CancellationToken cancellationToken)
    {
        var (job, item, lines) = (message.Job!, message.Item!.Value, message.Lines!);
        var tasks = (message.Tasks ?? throw new NlpException(ErrorCode.InvalidMessage, "Lines of a batch come with their tasks.")).Select(specification => specification.Resolve()).ToList();
        if (await ReadAsync(message, lines, cancellationToken) is not { } documents)
            return new WorkMarker(item, WorkOutcome.Superseded, time.GetUtcNow(), DocumentCounts.Of(WorkOutcome.Superseded, lines.Documents));

        foreach (var task in tasks)
            await AnswerAsync(task, documents, cancellationToken);
        var counts = new DocumentCounts(Succeeded: documents.Count(document => document.Error is null), Failed: documents.Count(document => document.Error is not null));
        var address = AddressOf(job, item);
        if (!await storage.Results.TryWriteOnceAsync(address, Write(documents), counts.ToMetadata(), cancellationToken))
            counts = DocumentCounts.FromMetadata(await storage.Results.ReadMetadataOrNullAsync(address, cancellationToken) ?? throw new RequestFailedException(404, "Results that were there have gone."));
        return new WorkMarker(item, WorkOutcome.Succeeded, time.GetUtcNow(), counts, Lines: address);
    }

    private async Task<List<BatchDocument>?> ReadAsync(WorkMessage message, LineRange lines, CancellationToken cancellationToken)
    {
        var documents = new List<BatchDocument>();
        try
        {
            using var content = await storage.Container(message.Document.Container).OpenVersionAsync(message.Document, new HttpRange(lines.Offset, lines.Length), cancellationToken);
            if (content is null)
                return null;
            var number = lines.First;
            await foreach (var line in LineReader.ReadAsync(content.Content, options.Value.MaxRequestBytes, cancellationToken))
            {
                if (!line.IsBlank)
                    documents.Add(BatchDocument.Read(line, number));
                number++;
            }
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 416)
        {
            throw new NlpException(ErrorCode.DocumentNotFound, "The batch is not there any more. Upload it and submit it again.", innerException: exception);
        }
        return documents;
    }

    private async Task AnswerAsync(ResolvedTask task, List<BatchDocument> documents, CancellationToken cancellationToken)
    {
        var readable = documents.Where(document => document.Error is null).ToList();
        if (readable.Count == 0)
            return;
        var request = new TaskRequest(task.Task, task.Model, task.Options, [.. readable.Select(document => document.Document!)]);
        var response = await runner.RunAsync(request, Timeout.InfiniteTimeSpan, cancellationToken);
        var answers = response.Documents.ToDictionary(answer => answer.Id);
        var errors = response.Errors.ToDictionary(error => error.Id, error => error.Error);
        foreach (var document in readable)
        {
            if (errors.TryGetValue(document.Document!.Id, out var error))
                document.Error = error;
            else
                document.Answers.Add((task.Task.Name, answers[document.Document.Id] with { Id = document.Id }));
        }
    }

    private static BinaryData Write(List<BatchDocument> documents)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JobsJson.Relaxed.Options.Encoder });
        foreach (var document in documents)
        {
            document.WriteTo(writer);
            writer.Flush();
            output.Write("\n"u8);
            writer.Reset(output);
        }
        return new BinaryData(output.WrittenMemory);
    }
}

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Results;

namespace ServerlessNlp.Service.Jobs;

/// <summary>
/// The results of a job as lines of JSON, one a document that is done, in the order of the documents:
/// <c>{"id","results":{task:result}}</c> or <c>{"id","error":{"code","message"}}</c>. Thread-safe.
/// </summary>
public sealed class JobResults(JobStore jobs, MarkerStore markers, ResultStore results, StorageClients storage)
{
    private const int ItemsAtOnce = 16;

    /// <summary>The lines of every document that is done.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, 0, int.MaxValue, cancellationToken);

    /// <summary>The lines of some documents, as far as they are done.</summary>
    /// <param name="id">The job.</param>
    /// <param name="skip">How many documents come before.</param>
    /// <param name="count">How many there are at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string id, int skip, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await jobs.ReadPlanAsync(id, cancellationToken) is not { } plan)
            yield break;
        foreach (var chunk in Select(plan, skip, count).Chunk(ItemsAtOnce))
        {
            foreach (var lines in await Task.WhenAll(chunk.Select(part => LinesAsync(id, part, cancellationToken))))
            {
                foreach (var line in lines)
                    yield return line;
            }
        }
    }

    /// <summary>The lines of a work item, or null while it is not done.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> ReadItemAsync(string id, int number, WorkItem item, CancellationToken cancellationToken)
    {
        if (await markers.ReadAsync(id, number, cancellationToken) is not { } marker)
            return null;
        return marker switch
        {
            { Lines: { } address } => Split((await storage.Results.ReadOrNullAsync(address, cancellationToken) ?? throw Gone()).Content),
            { Results: { } addresses } => [await DocumentLineAsync(item, addresses, cancellationToken)],
            _ => ErrorLines(item, marker),
        };
    }

    internal static void WriteError(Utf8JsonWriter writer, string code, string message)
    {
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }

    private async Task<IEnumerable<ReadOnlyMemory<byte>>> LinesAsync(string id, (int Number, WorkItem Item, int Skip, int Count) part, CancellationToken cancellationToken) =>
        (await ReadItemAsync(id, part.Number, part.Item, cancellationToken) ?? []).Skip(part.Skip).Take(part.Count);

    // The work items that the documents of a page are in, and which of each.
    private static IEnumerable<(int Number, WorkItem Item, int Skip, int Count)> Select(JobPlan plan, int skip, int count)
    {
        var first = 0;
        foreach (var (number, item) in plan.Items.Index())
        {
            var from = Math.Max(skip - first, 0);
            var to = (int)Math.Min((long)skip + count - first, item.Documents);
            if (to > from)
                yield return (number, item, from, to - from);
            first += item.Documents;
        }
    }

    private async Task<ReadOnlyMemory<byte>> DocumentLineAsync(WorkItem item, IReadOnlyDictionary<string, string> addresses, CancellationToken cancellationToken)
    {
        var answers = new JsonObject();
        foreach (var (task, address) in addresses)
        {
            var result = JsonNode.Parse(await results.ReadAsync(address, cancellationToken) ?? throw Gone())!.AsObject();
            // Another document with the same content may have been answered first.
            result["id"] = item.Document.Blob;
            answers[task] = result;
        }
        return Line(writer =>
        {
            WriteDocument(writer, item);
            writer.WritePropertyName("results");
            answers.WriteTo(writer);
        });
    }

    private static List<ReadOnlyMemory<byte>> ErrorLines(WorkItem item, WorkMarker marker)
    {
        var (code, message) = marker switch
        {
            { Error: { } error } => (error.Code, error.Detail),
            { Outcome: WorkOutcome.Cancelled } => ("Cancelled", "The job was cancelled before the document's turn came."),
            _ => ("Superseded", "The document has changed since. Submit it again."),
        };
        return [.. Enumerable.Range(0, item.Documents).Select(i => Line(writer =>
        {
            if (item.Lines is null)
                WriteDocument(writer, item);
            else
                writer.WriteString("batch", item.Document.Blob);
            WriteError(writer, code, message);
        }))];
    }

    private static void WriteDocument(Utf8JsonWriter writer, WorkItem item)
    {
        writer.WriteString("id", item.Document.Blob);
        writer.WriteString("container", item.Document.Container);
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JobsJson.Relaxed.Options.Encoder });
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static List<ReadOnlyMemory<byte>> Split(BinaryData content)
    {
        var (lines, rest) = (new List<ReadOnlyMemory<byte>>(), content.ToMemory());
        while (rest.Span.IndexOf((byte)'\n') is var length and >= 0)
        {
            lines.Add(rest[..length]);
            rest = rest[(length + 1)..];
        }
        return lines;
    }

    private static InvalidOperationException Gone() => new("A result that was there has gone from storage.");
}

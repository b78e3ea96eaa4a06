using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessNlp.Functions.Hosting;

namespace ServerlessNlp.Functions.Http;

/// <summary>A function for each task. A literal route each: the host does not promise which of two matching routes wins.</summary>
public sealed class TaskFunctions(HttpApi api)
{
    private const string Route = "api/v1/";

    /// <summary>Labels for documents.</summary>
    [Function("Classify")]
    public Task<IResult> Classify([HttpTrigger(CallerAccess.Level, "post", Route = Route + "classify")] HttpRequest request, CancellationToken cancellationToken) =>
        api.RunTaskAsync("classify", request, cancellationToken);

    /// <summary>The sentences that sum documents up.</summary>
    [Function("Summarize")]
    public Task<IResult> Summarize([HttpTrigger(CallerAccess.Level, "post", Route = Route + "summarize")] HttpRequest request, CancellationToken cancellationToken) =>
        api.RunTaskAsync("summarize", request, cancellationToken);

    /// <summary>The entities in documents.</summary>
    [Function("Entities")]
    public Task<IResult> Entities([HttpTrigger(CallerAccess.Level, "post", Route = Route + "entities")] HttpRequest request, CancellationToken cancellationToken) =>
        api.RunTaskAsync("entities", request, cancellationToken);

    /// <summary>Answers to questions about documents.</summary>
    [Function("Answer")]
    public Task<IResult> Answer([HttpTrigger(CallerAccess.Level, "post", Route = Route + "answer")] HttpRequest request, CancellationToken cancellationToken) =>
        api.RunTaskAsync("answer", request, cancellationToken);

    /// <summary>Vectors for documents.</summary>
    [Function("Embed")]
    public Task<IResult> Embed([HttpTrigger(CallerAccess.Level, "post", Route = Route + "embed")] HttpRequest request, CancellationToken cancellationToken) =>
        api.RunTaskAsync("embed", request, cancellationToken);

    /// <summary>How alike two texts are.</summary>
    [Function("Compare")]
    public Task<IResult> Compare([HttpTrigger(CallerAccess.Level, "post", Route = Route + "compare")] HttpRequest request, CancellationToken cancellationToken) =>
        api.RunTaskAsync("compare", request, cancellationToken);
}

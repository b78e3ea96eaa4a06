using Microsoft.Extensions.Options;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Service.Results;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Queue;

/// <summary>Does the tasks of a message with its document and stores the results. Doing it twice changes nothing. Thread-safe.</summary>
public sealed class DocumentHandler(DocumentReader documents, TaskRunner runner, ModelCatalog catalog, ResultStore results, IOptions<NlpOptions> options)
{
    private readonly IReadOnlyList<TaskSpecification> _defaultTasks = TaskSpecification.ParseSetting(options.Value.DefaultTasks);

    /// <summary>Does the work.</summary>
    /// <returns>For each task the address of its result in the container <c>results</c>; or null where the document has changed since.</returns>
    /// <exception cref="NlpException">It can't be done, now or ever: the code tells.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> HandleAsync(WorkMessage message, CancellationToken cancellationToken)
    {
        var tasks = (message.Tasks ?? _defaultTasks).Select(specification => specification.Resolve()).ToList();
        if (await documents.ReadAsync(Normalized(message.Document), cancellationToken) is not { } document)
            return null;

        var addresses = new Dictionary<string, string>();
        foreach (var task in tasks)
            addresses[task.Task.Name] = await DoAsync(task, document, cancellationToken);
        return addresses;
    }

    private async Task<string> DoAsync(ResolvedTask task, StoredDocument document, CancellationToken cancellationToken)
    {
        // Known before the model is loaded: a second delivery finds its result without loading anything.
        var address = ResultAddress.ByDigest(document.Sha256, task.Task, await IdentifyAsync(task.Model, cancellationToken), task.Options);
        if (await results.ReadAsync(address, cancellationToken) is not { } result)
        {
            var response = await AnswerAsync(task, document, cancellationToken);
            address = ResultAddress.ByDigest(document.Sha256, task.Task, response.Model, task.Options);
            result = await results.WriteOnceAsync(address, Result.ToJson(task.Task, document, response), cancellationToken);
        }
        await results.AdvanceLatestAsync(document, task.Task, result, cancellationToken);
        return address;
    }

    private async Task<TaskResponse> AnswerAsync(ResolvedTask task, StoredDocument document, CancellationToken cancellationToken)
    {
        var request = new TaskRequest(task.Task, task.Model, task.Options, [new TaskDocument(document.Blob, document.Content.Text)]);
        var response = await runner.RunAsync(request, Timeout.InfiniteTimeSpan, cancellationToken);
        if (response.Errors is [var refused, ..])
            throw new NlpException(refused.Error.Code, refused.Error.Message);
        return response.WithWarnings(document.Content.Warnings);
    }

    private async Task<ModelIdentity?> IdentifyAsync(ModelReference? reference, CancellationToken cancellationToken)
    {
        if (reference is null)
            return null;
        try
        {
            return await catalog.FindAsync(reference, cancellationToken) is { } model
                ? ModelIdentity.Of(model.Manifest)
                : throw new NlpException(ErrorCode.ModelNotFound, $"There is no model {reference}. Publish it and submit the document again.");
        }
        catch (ModelPackageException exception)
        {
            throw new NlpException(ErrorCode.ModelUnavailable, $"The model {reference} can't be served: {exception.Message}", innerException: exception);
        }
    }

    private static DocumentReference Normalized(DocumentReference reference) =>
        reference with { ETag = reference.ETag?.Trim('"') };
}

using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using ServerlessNlp.Functions.Hosting;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Functions.Queues;

/// <summary>Work from the queue.</summary>
public sealed class DocumentFunctions(WorkProcessor processor, HostJson host)
{
    /// <summary>Does the work of a message.</summary>
    [Function("ProcessDocument")]
    public Task ProcessDocument([QueueTrigger(StorageNames.DocumentsQueue, Connection = StorageConnections.DefaultName)] QueueMessage message, CancellationToken cancellationToken) =>
        processor.ProcessAsync(new Delivery(message.MessageId, message.Body.ToString(), message.DequeueCount, host.MaxDequeueCount, message.InsertedOn), cancellationToken);
}

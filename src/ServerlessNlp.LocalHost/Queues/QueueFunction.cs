using System.Text.Json;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using ServerlessNlp.LocalHost.Rpc;
using ServerlessNlp.LocalHost.Workers;

namespace ServerlessNlp.LocalHost.Queues;

/// <summary>A queue-triggered function: hands a message over as the functions host does.</summary>
internal sealed class QueueFunction(FunctionDescription function)
{
    /// <summary>The kind of trigger.</summary>
    public const string TriggerType = "queueTrigger";

    // As the storage extension names itself, which its converters in the worker check.
    private const string Source = "AzureStorageQueues";

    public string Name => function.Name;

    /// <summary>The queue's name.</summary>
    public string QueueName => function.Text("queueName") ?? throw new FunctionsHostException($"The function {Name} names no queue.");

    /// <summary>The name of the storage connection.</summary>
    public string Connection => function.Text("connection") ?? "AzureWebJobsStorage";

    /// <summary>The call for a message.</summary>
    public InvocationRequest Invocation(QueueMessage message)
    {
        var invocation = new InvocationRequest { InvocationId = Guid.NewGuid().ToString(), FunctionId = function.Id };
        invocation.InputData.Add(new ParameterBinding { Name = function.ParameterName, Data = function.IsDeferred ? Reference(message) : Text(message.Body.ToString()) });
        invocation.TriggerMetadata.Add("QueueTrigger", Text(message.Body.ToString()));
        invocation.TriggerMetadata.Add("Id", Text(message.MessageId));
        invocation.TriggerMetadata.Add("PopReceipt", Text(message.PopReceipt));
        invocation.TriggerMetadata.Add("DequeueCount", new TypedData { Json = $"{message.DequeueCount}" });
        invocation.TriggerMetadata.Add("InsertionTime", Time(message.InsertedOn));
        invocation.TriggerMetadata.Add("ExpirationTime", Time(message.ExpiresOn));
        invocation.TriggerMetadata.Add("NextVisibleTime", Time(message.NextVisibleOn));
        return invocation;
    }

    // The message whole, for parameters of the SDK's type.
    private static TypedData Reference(QueueMessage message)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["MessageId"] = message.MessageId,
            ["PopReceipt"] = message.PopReceipt,
            ["MessageText"] = message.Body.ToString(),
            ["DequeueCount"] = message.DequeueCount,
            ["NextVisibleOn"] = (message.NextVisibleOn ?? default).UtcDateTime,
            ["InsertedOn"] = (message.InsertedOn ?? default).UtcDateTime,
            ["ExpiresOn"] = (message.ExpiresOn ?? default).UtcDateTime,
        });
        return new TypedData
        {
            ModelBindingData = new ModelBindingData { Version = "1.0", Source = Source, ContentType = "application/json", Content = ByteString.CopyFrom(content) },
        };
    }

    private static TypedData Text(string text) => new() { String = text };

    private static TypedData Time(DateTimeOffset? time) => new() { Json = JsonSerializer.Serialize(time ?? default) };
}

using Azure.Storage.Queues;
using ServerlessNlp.LocalHost.Http;

namespace ServerlessNlp.LocalHost;

/// <summary>How a worker is hosted.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The folder of the built or published worker, with its <c>worker.config.json</c> and <c>host.json</c>.</summary>
    public required string WorkerDirectory { get; init; }

    /// <summary>Opens a queue, by the name of the storage connection that a trigger names and the queue's name.</summary>
    public required Func<string, string, QueueClient> OpenQueue { get; init; }

    /// <summary>The port on 127.0.0.1.</summary>
    /// <value>Default 0: a free one.</value>
    public int Port { get; init; }

    /// <summary>The worker's environment, beside this process's own.</summary>
    /// <value>Default: nothing more.</value>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long a message is invisible to others without a renewal, which comes at half of it.</summary>
    /// <value>Default 10 minutes, as the functions host has it.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The keys that callers must bring.</summary>
    /// <value>Default null: none is asked for.</value>
    public FunctionKeys? Keys { get; init; }
}

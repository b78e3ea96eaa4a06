using System.Text.Json.Serialization;

namespace ServerlessNlp.LocalHost.Queues;

/// <summary>host.json's <c>extensions.queues</c>, with the defaults of Azure Functions.</summary>
internal sealed record QueueSettings
{
    /// <summary>How many messages are taken at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More are taken when so few are being worked on; default half of <see cref="BatchSize"/> for each processor.</summary>
    [JsonPropertyName("newBatchThreshold")]
    public int? NewBatchThresholdSetting { get; init; }

    /// <summary>How often a message is tried.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message that failed stays invisible.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest pause between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How bodies stand in the queue: base64 or none.</summary>
    public string MessageEncoding { get; init; } = "base64";

    /// <summary>More are taken when so few are being worked on.</summary>
    [JsonIgnore]
    public int NewBatchThreshold => NewBatchThresholdSetting ?? BatchSize / 2 * Environment.ProcessorCount;

    /// <summary>These settings, checked.</summary>
    /// <exception cref="FunctionsHostException">A value is out of its range.</exception>
    public QueueSettings Validated()
    {
        Require(BatchSize is >= 1 and <= 32, "batchSize must be 1 to 32");
        Require(NewBatchThreshold >= 0, "newBatchThreshold must be 0 or more");
        Require(MaxDequeueCount >= 1, "maxDequeueCount must be 1 or more");
        Require(VisibilityTimeout >= TimeSpan.Zero && VisibilityTimeout <= TimeSpan.FromDays(7), "visibilityTimeout must be 0 to 7 days");
        Require(MaxPollingInterval >= TimeSpan.FromMilliseconds(100), "maxPollingInterval must be 100 ms or more");
        Require(MessageEncoding is "base64" or "none", "messageEncoding must be base64 or none");
        return this;
    }

    private static void Require(bool condition, string rule)
    {
        if (!condition)
            throw new FunctionsHostException($"host.json is not valid: extensions.queues.{rule}.");
    }
}

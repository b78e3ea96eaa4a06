using System.Diagnostics.Metrics;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Service;

/// <summary>
/// What the queue and the pool of models tell about their work, as metrics of one name; costs next to nothing while nobody
/// listens. Names, codes and numbers only: no text is ever in them. Thread-safe.
/// </summary>
public static class ServiceTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "ServerlessNlp.Service";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Evictions = Meter.CreateCounter<long>("nlp.model.evictions", "{model}", "Models that left memory for others.");
    private static readonly Histogram<double> QueueWait = Meter.CreateHistogram<double>("nlp.queue.wait", "s", "Age of a message when it was taken.");
    private static readonly Counter<long> Work = Meter.CreateCounter<long>("nlp.work", "{message}", "Messages dealt with, by outcome.");
    private static readonly Counter<long> Poison = Meter.CreateCounter<long>("nlp.poison", "{message}", "Messages set aside, by reason.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("nlp.retry", "{message}", "Messages put back to be tried again, by reason.");

    internal static void Evicted(string model) => Evictions.Add(1, Tag("nlp.model", model));

    internal static void Taken(TimeSpan age) => QueueWait.Record(age.TotalSeconds, Tag("queue", StorageNames.DocumentsQueue));

    internal static void Done(WorkOutcome outcome) => Work.Add(1, Tag("outcome", outcome.ToString()));

    internal static void Retried(string code) => Retries.Add(1, Tag("code", code));

    internal static void Poisoned(string code)
    {
        Done(WorkOutcome.Failed);
        Poison.Add(1, Tag("code", code));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServerlessNlp;

/// <summary>
/// What the engine tells about its work, as traces and metrics of one name; costs next to nothing while nobody listens.
/// Names of models and numbers only: no text is ever in them. Thread-safe.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ServerlessNlp";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram<double>("nlp.model.load.duration", "s", "A stage of loading a model.");
    private static readonly Histogram<double> InferenceDuration = Meter.CreateHistogram<double>("nlp.inference.duration", "s", "A batch in the model.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("nlp.batch.size", "{input}", "Inputs in a batch.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("nlp.tokens", "{token}", "Tokens given to models, without padding.");

    /// <summary>Times a stage of loading a model, as a span and as a measurement.</summary>
    public static T LoadStage<T>(string stage, string model, Func<T> load)
    {
        using var activity = StartStage(stage, model);
        var start = Stopwatch.GetTimestamp();
        var result = load();
        RecordStage(stage, model, start);
        return result;
    }

    /// <inheritdoc cref="LoadStage{T}"/>
    public static async Task LoadStageAsync(string stage, string model, Func<Task> load)
    {
        using var activity = StartStage(stage, model);
        var start = Stopwatch.GetTimestamp();
        await load();
        RecordStage(stage, model, start);
    }

    /// <inheritdoc cref="LoadStage{T}"/>
    internal static void LoadStage(string stage, string model, Action load) => LoadStage(stage, model, () =>
    {
        load();
        return true;
    });

    /// <summary>Records a batch that the model has run.</summary>
    internal static void RecordBatch(string model, int inputs, long tokens, TimeSpan elapsed)
    {
        var tag = new KeyValuePair<string, object?>("nlp.model", model);
        InferenceDuration.Record(elapsed.TotalSeconds, tag);
        BatchSize.Record(inputs, tag);
        Tokens.Add(tokens, tag);
    }

    private static Activity? StartStage(string stage, string model) => Source.StartActivity($"model.{stage}")?.SetTag("nlp.model", model);

    private static void RecordStage(string stage, string model, long start) =>
        LoadDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("nlp.stage", stage), new KeyValuePair<string, object?>("nlp.model", model));
}

using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Inference;

namespace ServerlessNlp.Bench.Models;

/// <summary>A graph loaded as its users load it: an export with ONNX Runtime's defaults, a compiled one as the engine does.</summary>
internal sealed class GraphRunner : IDisposable
{
    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];
    private readonly InferenceSession _session;

    public GraphRunner(string path, bool stock, int threads)
    {
        var (wall, processor) = (Stopwatch.GetTimestamp(), ProcessClock.Now);
        _session = stock ? LoadWithDefaults(path, threads) : InferenceSessionFactory.Create(path, ReadGraph(path), new InferenceOptions { Threads = threads });
        (LoadTime, LoadProcessorTime) = (Stopwatch.GetElapsedTime(wall), ProcessClock.Now - processor);
    }

    public TimeSpan LoadTime { get; }

    public TimeSpan LoadProcessorTime { get; }

    /// <summary>Runs a batch of random tokens; gives wall time and processor time in seconds.</summary>
    public (double Wall, double Processor) Run(int batch, int length)
    {
        var random = new Random(1);
        var ids = Enumerable.Range(0, batch * length).Select(_ => (long)random.Next(1000, 20000)).ToArray();
        long[] shape = [batch, length];
        using var tokens = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), shape);
        using var types = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        using var run = new RunOptions();
        var (wall, processor) = (Stopwatch.GetTimestamp(), ProcessClock.Now);
        using var results = _session.Run(run, Inputs, [tokens, mask, types], ["logits"]);
        return (Stopwatch.GetElapsedTime(wall).TotalSeconds, (ProcessClock.Now - processor).TotalSeconds);
    }

    public void Dispose() => _session.Dispose();

    private static InferenceSession LoadWithDefaults(string path, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new InferenceSession(path, options);
    }

    private static OnnxGraph ReadGraph(string path)
    {
        using var file = File.OpenRead(path);
        return OnnxGraphReader.Read(file);
    }
}

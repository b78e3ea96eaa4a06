using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServerlessNlp.Compiler;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Quantization;
using ServerlessNlp.Models;

namespace ServerlessNlp.Bench.Models;

/// <summary>
/// Compiled models beside PyTorch's export of the same network, in one run: size, loading, memory, speed. Published sizes, random
/// weights. Each figure is the median of rounds in which the graphs take turns.
/// </summary>
internal static class ModelBench
{
    private const int Rounds = 11;
    private static readonly TimeSpan TimeToRest = TimeSpan.FromMilliseconds(50);
    private static readonly (int Batch, int Length)[] Batches = [(1, 128), (8, 128), (1, 16)];

    private static readonly Func<SyntheticCheckpoint>[] Checkpoints =
    [
        () => SyntheticCheckpoint.Bert("BERT-base", 768, 12),
        SyntheticCheckpoint.SqueezeBert,
        SyntheticCheckpoint.Albert,
        () => SyntheticCheckpoint.Bert("MiniLM-L6", 384, 6),
    ];

    public static int Run(string[] names)
    {
        if (names is ["--memory", var graph, var kind])
            return PrintMemory(graph, kind == "stock");
        var folder = Directory.CreateTempSubdirectory("nlp-bench-").FullName;
        try
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one thread at its best: {MatrixPeak.Float():0} GFLOP/s in fp32, {MatrixPeak.Int8():0} GOP/s in int8 (per processor second)\n"));
            Console.WriteLine("| model | graph | MB | load, ms | load, CPU ms | memory / file | tokens/s, 1×128 | tokens/CPU-s, 1×128 | 8×128 | 1×16 | of peak |\n|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var checkpoint in Checkpoints.Select(create => create()).Where(checkpoint => names.Length == 0 || names.Contains(checkpoint.Name)))
                Run(checkpoint, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(SyntheticCheckpoint checkpoint, string folder)
    {
        var graphs = Write(checkpoint, folder);
        // One thread, so that processor time is the time of the work and not of waiting for other threads.
        var single = graphs.ToDictionary(graph => graph.Key, graph => new GraphRunner(graph.Value, graph.Key == "stock", 1));
        var full = graphs.ToDictionary(graph => graph.Key, graph => new GraphRunner(graph.Value, graph.Key == "stock", Environment.ProcessorCount));
        var wall = graphs.Keys.ToDictionary(kind => kind, _ => new List<double>());
        var processor = Batches.ToDictionary(batch => batch, _ => graphs.Keys.ToDictionary(kind => kind, _ => new List<double>()));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kind in graphs.Keys)
            {
                foreach (var batch in Batches)
                    processor[batch][kind].Add(single[kind].Run(batch.Batch, batch.Length).Processor);
            }
        }
        // Only now, and with pauses: threads that spin on after a run take the processor from the next one.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kind in graphs.Keys)
            {
                Thread.Sleep(TimeToRest);
                wall[kind].Add(full[kind].Run(1, 128).Wall);
            }
        }
        foreach (var (kind, path) in graphs)
            Print(checkpoint, kind, path, full[kind], wall, processor);
        foreach (var runner in single.Values.Concat(full.Values))
            runner.Dispose();
    }

    private static void Print(SyntheticCheckpoint checkpoint, string kind, string path, GraphRunner runner, Dictionary<string, List<double>> wall, Dictionary<(int Batch, int Length), Dictionary<string, List<double>>> processor)
    {
        var size = new FileInfo(path).Length;
        string Speed(Dictionary<string, List<double>> seconds, int tokens) =>
            string.Create(CultureInfo.InvariantCulture, $"{tokens / Median(seconds[kind]):0} ({Median(seconds["stock"]) / Median(seconds[kind]):0.00}×)");
        var peak = kind == "int8" ? MatrixPeak.Int8() : MatrixPeak.Float();
        var share = MatrixWork.OperationsPerText(checkpoint, 128) / Median(processor[Batches[0]][kind]) / 1e9 / peak;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {checkpoint.Name} | {kind} | {size / 1e6:0.0} | {runner.LoadTime.TotalMilliseconds:0} | {runner.LoadProcessorTime.TotalMilliseconds:0} | {Memory(path, kind) / (double)size:0.00} | {Speed(wall, 128)} | {Speed(processor[(1, 128)], 128)} | {Speed(processor[(8, 128)], 1024)} | {Speed(processor[(1, 16)], 16)} | {share:0 %} |"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Dictionary<string, string> Write(SyntheticCheckpoint checkpoint, string folder)
    {
        var config = ModelConfig.Parse(JsonSerializer.SerializeToUtf8Bytes(checkpoint.Config));
        var graphs = new[] { "stock", "fp32", "int8", "int4" }.ToDictionary(kind => kind, kind => Path.Combine(folder, $"{checkpoint.Name}-{kind}.onnx"));
        new StockExport(checkpoint).Save(graphs["stock"]);
        foreach (var (kind, matrices) in new (string, IMatrixWriter)[] { ("fp32", new FloatMatrixWriter()), ("int8", new Int8MatrixWriter()), ("int4", new Int4MatrixWriter()) })
        {
            using var stream = File.Create(graphs[kind]);
            NetworkCompiler.Compile(config, checkpoint, new NetworkHead(HeadKind.Sequence), matrices).Write(stream);
        }
        return graphs;
    }

    /// <summary>The memory that loading takes, measured in a process of its own.</summary>
    private static long Memory(string path, string kind)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["models", "--memory", path, kind]) { RedirectStandardOutput = true })!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return long.Parse(text, CultureInfo.InvariantCulture);
    }

    private static int PrintMemory(string path, bool stock)
    {
        // The library itself, and what a first session sets up, belong to no model.
        using (MatrixPeak.SmallSession())
        {
            var before = Environment.WorkingSet;
            using var runner = new GraphRunner(path, stock, 1);
            Console.WriteLine(Environment.WorkingSet - before);
        }
        return 0;
    }
}

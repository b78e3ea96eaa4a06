using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>
/// Quantises a model.onnx: the checkpoint that it was exported from is recovered, checked against the graph itself, and compiled like any
/// other; where that fails, the graph's own matrices are quantised in their places.
/// </summary>
internal static class GraphCompiler
{
    /// <exception cref="CompilerException">The graph cannot be quantised; the message says why.</exception>
    public static CompileReport Compile(CompileOptions options, string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var file = GraphFile.Read(folder);
        if (file.LooksQuantized)
            throw new CompilerException("model.onnx is quantised already: package it as it is, without --precision.");
        var graph = ImportedGraph.Read(file.Bytes);
        using var weights = new RecoveredWeights(graph);
        var config = file.Config(folder, graph, weights);
        var plan = PackagePlan.Create(options, config);
        var tokenizer = options.TensorsOnly ? null : PackageTokenizer.Load(folder, config.Size("vocab_size"), config.ModelType);
        var quantizer = new QuantizingCompiler(options, plan, config, tokenizer, progress, cancellationToken);

        progress.Report("recovering the checkpoint from model.onnx");
        if (Doubt(file, config, weights, plan.Head, quantizer.RandomInputs, cancellationToken) is not { } doubt)
            return CheckpointCompiler.Compile(options, plan, config, tokenizer, weights, progress, cancellationToken);
        if (options.Shrinks)
            throw new CompilerException($"--vocabulary and --embedding-rank need a checkpoint, and {doubt}.");
        progress.Report($"{doubt}; quantising its matrices in their places");
        var names = file.Recognise(plan.Head);
        GraphFile.RefuseLostSteps(names, plan.Head);
        var inPlace = new GraphRewriter(file, graph, weights, names, config.Size("max_position_embeddings", 512));
        return quantizer.Compile((matrices, _) => inPlace.Write(matrices));
    }

    /// <summary>Why the weights and the configuration do not make the graph again, or null where they do.</summary>
    private static string? Doubt(GraphFile file, ModelConfig config, RecoveredWeights weights, NetworkHead head, IReadOnlyList<GateInput> inputs, CancellationToken cancellationToken)
    {
        try
        {
            var compared = Compared(file, head);
            var network = NetworkCompiler.Compile(config, weights, compared, new FloatMatrixWriter());
            var difference = GraphParity.Difference(file, file.Recognise(compared), network, inputs, cancellationToken);
            return difference <= GraphParity.Tolerance ? null : $"the graph is not what config.json and its weights make (outputs differ by {difference:g2})";
        }
        catch (CompilerException error)
        {
            return $"the checkpoint cannot be recovered ({error.Message.TrimEnd('.')})";
        }
    }

    /// <summary>The head to compare: token vectors where the graph gives those, since it may pool otherwise than is asked for.</summary>
    private static NetworkHead Compared(GraphFile file, NetworkHead head) =>
        head.Kind == HeadKind.Encoder && !file.Outputs.Contains("embeddings") && !file.Outputs.Contains("sentence_embedding") ? new NetworkHead(HeadKind.Encoder) : head;
}

using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>Packages a model.onnx that another tool exported as it is: its inputs and outputs are recognised, checked, and named as the manifest wants them.</summary>
internal static class ExportedGraph
{
    /// <exception cref="CompilerException">There is no graph, or it is none of a text encoder.</exception>
    public static CompileReport Package(CompileOptions options, string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var file = GraphFile.Read(folder);
        var graph = ImportedGraph.Read(file.Bytes);
        var config = file.Config(folder, graph, new RecoveredWeights(graph));
        var plan = PackagePlan.Create(options, config);
        var tokenizer = options.TensorsOnly ? null : PackageTokenizer.Load(folder, config.Size("vocab_size"), config.ModelType);
        var names = file.Recognise(plan.Head);
        GraphFile.RefuseLostSteps(names, plan.Head);
        var renamed = names.Where(pair => pair.Key != pair.Value).ToDictionary();

        progress.Report("packaging model.onnx as it is");
        using var staged = new StagedPackage(options.Output);
        staged.Add(ModelManifest.ModelFileName, stream => stream.Write(renamed.Count == 0 ? file.Bytes : OutputRenamer.Rename(file.Bytes, renamed)));
        var manifest = plan.Manifest with
        {
            Precision = file.LooksQuantized ? "int8" : "fp32",
            MaxLength = Math.Min(plan.Manifest.MaxLength, config.Size("max_position_embeddings", 512)),
            Opset = file.Graph.Opset,
            Inputs = [.. file.Graph.Inputs.Select(input => input.Name)],
            Outputs = [.. names.Values],
        };
        return PackageFinisher.Finish(staged, manifest, tokenizer, [], [], progress, cancellationToken);
    }
}

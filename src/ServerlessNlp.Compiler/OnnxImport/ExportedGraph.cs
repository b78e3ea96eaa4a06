using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>Packages a model.onnx that another tool exported: its inputs and outputs are recognised, checked, and named as the manifest wants them.</summary>
internal static class ExportedGraph
{
    private const long MaxBytes = int.MaxValue;

    /// <exception cref="CompilerException">There is no graph, or it is none of a text encoder.</exception>
    public static CompileReport Package(CompileOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var path = new[] { "model.onnx", Path.Combine("onnx", "model.onnx") }.Select(name => Path.Combine(options.Folder, name)).FirstOrDefault(File.Exists)
            ?? throw new CompilerException("The folder has neither weights (model.safetensors or pytorch_model.bin) nor a model.onnx.");
        LfsPointer.Refuse(path);
        if (options.Precision != Precision.Fp32)
            throw new CompilerException("A model.onnx is packaged as it is: to quantise, compile from model.safetensors or pytorch_model.bin.");
        if (new FileInfo(path).Length > MaxBytes)
            throw new CompilerException("model.onnx is larger than 2 GB.");
        var config = ModelConfig.Load(options.Folder);
        var plan = PackagePlan.Create(options, config);
        var tokenizer = options.TensorsOnly ? null : PackageTokenizer.Load(options.Folder, config.Size("vocab_size"), config.ModelType);
        var bytes = File.ReadAllBytes(path);
        var graph = Read(bytes);
        var names = Recognise(graph, plan.Head);
        var renamed = names.Where(pair => pair.Key != pair.Value).ToDictionary();

        progress.Report("packaging model.onnx as it is");
        using var staged = new StagedPackage(options.Output);
        staged.Add(ModelManifest.ModelFileName, stream => stream.Write(renamed.Count == 0 ? bytes : OutputRenamer.Rename(bytes, renamed)));
        var manifest = plan.Manifest with
        {
            Precision = LooksQuantized(bytes) ? "int8" : "fp32",
            MaxLength = Math.Min(plan.Manifest.MaxLength, config.Size("max_position_embeddings", 512)),
            Opset = graph.Opset,
            Inputs = [.. graph.Inputs.Select(input => input.Name)],
            Outputs = [.. names.Values],
        };
        return PackageFinisher.Finish(staged, manifest, tokenizer, [], [], progress, cancellationToken);
    }

    private static Inference.OnnxGraph Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            return OnnxGraphReader.Read(stream);
        }
        catch (InvalidDataException error)
        {
            throw new CompilerException($"model.onnx is refused: {error.Message}.", error);
        }
    }

    /// <summary>The outputs that the task needs, by their names in the graph, with the names that they get.</summary>
    private static Dictionary<string, string> Recognise(Inference.OnnxGraph graph, NetworkHead head)
    {
        var floats = graph.Outputs.Where(output => output.ElementType == 1).Select(output => output.Name).ToList();
        string[] wanted = head.Kind switch
        {
            HeadKind.Sequence or HeadKind.Token => ["logits"],
            HeadKind.Span => ["start_logits", "end_logits"],
            _ => floats.Contains("embeddings") || floats.Contains("sentence_embedding") ? ["embeddings"] : ["last_hidden_state"],
        };
        if (wanted is ["embeddings"] && !floats.Contains("embeddings"))
            return new() { ["sentence_embedding"] = "embeddings" };
        // The engine pools where the graph doesn't, but only so.
        if (wanted is ["last_hidden_state"] && head.Steps is not ([] or [PoolingStep { Modes: [Pooling.Mean or Pooling.Cls] }] or [PoolingStep { Modes: [Pooling.Mean or Pooling.Cls] }, NormalizeStep]))
            throw new CompilerException("model.onnx gives token vectors alone, and modules.json has steps behind them that the graph lacks: compile from model.safetensors or pytorch_model.bin.");
        if (wanted.All(floats.Contains))
            return wanted.ToDictionary(name => name);
        // Exporters that give no names number the outputs; a task's own come first.
        if (floats.Count < wanted.Length || (head.Kind != HeadKind.Encoder && floats.Count != wanted.Length))
            throw new CompilerException($"model.onnx gives {Printable.List(graph.Outputs.Select(output => output.Name))} where {string.Join(" and ", wanted)} are needed for the task.");
        return floats.Zip(wanted).ToDictionary();
    }

    private static bool LooksQuantized(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("MatMulInteger"u8) >= 0 || bytes.IndexOf("DynamicQuantize"u8) >= 0 || bytes.IndexOf("QLinearMatMul"u8) >= 0 || bytes.IndexOf("DequantizeLinear"u8) >= 0;
}

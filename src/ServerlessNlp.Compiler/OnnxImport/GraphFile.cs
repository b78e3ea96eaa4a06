using System.Text.Json.Nodes;
using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>A folder's model.onnx: its bytes, and what a first look shows of its inputs and outputs.</summary>
internal sealed record GraphFile(byte[] Bytes, Inference.OnnxGraph Graph)
{
    private const long MaxBytes = int.MaxValue;
    private const int Float = 1;

    /// <summary>The names of its outputs that are floats.</summary>
    public IReadOnlyList<string> Outputs => [.. Graph.Outputs.Where(output => output.ElementType == Float).Select(output => output.Name)];

    public bool LooksQuantized =>
        new[] { "MatMulInteger", "DynamicQuantize", "QLinearMatMul", "DequantizeLinear", "MatMulNBits" }.Any(name => Bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(name)) >= 0);

    /// <exception cref="CompilerException">There is no graph, or it is refused.</exception>
    public static GraphFile Read(string folder)
    {
        var path = new[] { "model.onnx", Path.Combine("onnx", "model.onnx") }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new CompilerException("The folder has neither weights (model.safetensors or pytorch_model.bin) nor a model.onnx.");
        LfsPointer.Refuse(path);
        if (new FileInfo(path).Length > MaxBytes)
            throw new CompilerException("model.onnx is larger than 2 GB.");
        var bytes = File.ReadAllBytes(path);
        try
        {
            using var stream = new MemoryStream(bytes);
            return new GraphFile(bytes, OnnxGraphReader.Read(stream));
        }
        catch (InvalidDataException error)
        {
            throw new CompilerException($"model.onnx is refused: {error.Message}.", error);
        }
    }

    /// <summary>The folder's config.json, or what the graph tells of one.</summary>
    /// <exception cref="CompilerException">There is none, and the graph does not tell enough.</exception>
    public ModelConfig Config(string folder, ImportedGraph graph, IWeightSource weights)
    {
        if (File.Exists(Path.Combine(folder, "config.json")))
            return ModelConfig.Load(folder);
        var family = GraphConfig.Family(graph, weights)
            ?? throw new CompilerException("The folder has no config.json, and the names in model.onnx do not show which architecture it is: write a config.json with model_type, vocab_size and, for labels, id2label.");
        var config = GraphConfig.Describe(graph, weights, family);
        config["architectures"] = new JsonArray("Exported" + HeadName());
        if (HeadName() is "ForSequenceClassification" or "ForTokenClassification")
            throw new CompilerException("The folder has no config.json, and model.onnx does not say what its labels are called: write a config.json with id2label, as in {\"id2label\":{\"0\":\"negative\",\"1\":\"positive\"}}, model_type and the sizes of the model.");
        return ModelConfig.Parse(System.Text.Encoding.UTF8.GetBytes(config.ToJsonString()));
    }

    /// <summary>The outputs that the task needs, by their names in the graph, with the names that they get.</summary>
    /// <exception cref="CompilerException">The graph lacks one.</exception>
    public Dictionary<string, string> Recognise(NetworkHead head)
    {
        var floats = Outputs;
        string[] wanted = head.Kind switch
        {
            HeadKind.Encoder when !floats.Contains("embeddings") && !floats.Contains("sentence_embedding") => [HeadOutputs.Hidden],
            var kind => HeadOutputs.Of(kind),
        };
        if (wanted is ["embeddings"] && !floats.Contains("embeddings"))
            return new() { ["sentence_embedding"] = "embeddings" };
        if (wanted.All(floats.Contains))
            return wanted.ToDictionary(name => name);
        // Exporters that give no names number the outputs; a task's own come first.
        if (floats.Count < wanted.Length || (head.Kind != HeadKind.Encoder && floats.Count != wanted.Length))
            throw new CompilerException($"model.onnx gives {Printable.List(Graph.Outputs.Select(output => output.Name))} where {string.Join(" and ", wanted)} are needed for the task.");
        return floats.Zip(wanted).ToDictionary();
    }

    /// <exception cref="CompilerException">Steps of sentence-transformers would be lost: the engine pools where the graph doesn't, but only so.</exception>
    public static void RefuseLostSteps(IReadOnlyDictionary<string, string> names, NetworkHead head)
    {
        if (names.Values.Contains(HeadOutputs.Hidden) && head.Steps is not ([] or [PoolingStep { Modes: [Pooling.Mean or Pooling.Cls] }] or [PoolingStep { Modes: [Pooling.Mean or Pooling.Cls] }, NormalizeStep]))
            throw new CompilerException("model.onnx gives token vectors alone, and modules.json has steps behind them that the graph lacks: compile from model.safetensors or pytorch_model.bin.");
    }

    private string HeadName()
    {
        if (Outputs.Contains("start_logits"))
            return "ForQuestionAnswering";
        if (Graph.Outputs.FirstOrDefault(output => output.Name == "logits") is { } logits)
            return logits.Dimensions?.Count == 3 ? "ForTokenClassification" : "ForSequenceClassification";
        return "Model";
    }
}

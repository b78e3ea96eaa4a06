using ServerlessNlp.Models;

namespace ServerlessNlp.Inference;

/// <summary>Holds a graph against its manifest before ONNX Runtime sees it.</summary>
internal static class GraphCheck
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>Reads the package's graph and checks it.</summary>
    /// <exception cref="ModelPackageException">The graph is refused, with the reason.</exception>
    internal static OnnxGraph Check(ModelPackage package)
    {
        try
        {
            using var stream = new FileStream(package.PathOf(ModelManifest.ModelFileName), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 14);
            var graph = OnnxGraphReader.Read(stream);
            Compare(graph, package.Manifest);
            return graph;
        }
        catch (InvalidDataException exception)
        {
            throw new ModelPackageException($"{ModelManifest.ModelFileName} is refused: {exception.Message}. Compile the model again with `nlp compile`.", exception);
        }
    }

    private static void Compare(OnnxGraph graph, ModelManifest manifest)
    {
        if (graph.Opset != manifest.Opset)
            throw new InvalidDataException($"it uses operator set {graph.Opset} where the manifest says {manifest.Opset}");

        if (graph.Inputs.Count != manifest.Inputs.Count || !graph.Inputs.All(input => manifest.Inputs.Contains(input.Name)))
            throw new InvalidDataException($"its inputs are not those of the manifest ({string.Join(", ", manifest.Inputs)})");
        foreach (var input in graph.Inputs)
        {
            if (input.ElementType != Int64 || input.Dimensions is not { Count: 2 })
                throw new InvalidDataException($"its input {input.Name} is not a matrix of int64");
            if (input.Dimensions.Any(size => size != -1))
                throw new InvalidDataException($"its input {input.Name} has a fixed size, so that not every text would fit");
        }

        foreach (var name in manifest.Outputs)
        {
            var output = graph.Outputs.FirstOrDefault(output => output.Name == name)
                ?? throw new InvalidDataException($"it has no output {name}");
            CheckOutput(output, manifest);
        }
    }

    private static void CheckOutput(OnnxValueInfo output, ModelManifest manifest)
    {
        if (output.ElementType != Float)
            throw new InvalidDataException($"its output {output.Name} is not of type float");
        if (output.Dimensions is not { } dimensions)
            return;

        var rank = manifest.Kind.RankOf(output.Name);
        if (dimensions.Count != rank)
            throw new InvalidDataException($"its output {output.Name} has {dimensions.Count} dimensions instead of {rank}");
        if (manifest.Kind.LogitCount(manifest) is { } logits && dimensions[^1] is var width and > 0 && width != logits)
            throw new InvalidDataException($"it gives {width} logits where the manifest {(manifest.Labels.Count > 0 ? $"has {logits} labels" : $"says {manifest.Task}, which has {logits}")}");
    }
}

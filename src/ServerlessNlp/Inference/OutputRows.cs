using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Models;

namespace ServerlessNlp.Inference;

/// <summary>Reads a batch's outputs and parts them by input.</summary>
internal static class OutputRows
{
    /// <summary>Copies an output, once its shape is what the manifest promises.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    internal static OutputTensor Read(string name, OrtValue value, TensorBatch batch, ModelManifest manifest)
    {
        var shape = Array.ConvertAll(value.GetTensorTypeAndShape().Shape, size => checked((int)size));
        if (!IsExpected(name, shape, batch, manifest))
            throw new InvalidOperationException($"The output {name} has the shape [{string.Join(", ", shape)}], which does not agree with the manifest.");
        return new OutputTensor(name, shape, value.GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>The part of the outputs that belongs to one input of so many tokens.</summary>
    internal static ModelOutput Take(IReadOnlyList<OutputTensor> tensors, int row, int tokens)
    {
        var values = new float[tensors.Count][];
        var isFinite = true;
        for (var i = 0; i < values.Length; i++)
        {
            var tensor = tensors[i];
            var stride = tensor.Values.Length / tensor.Shape[0];
            var perToken = tensor.Shape.Count == 3 || tensor.Name is "start_logits" or "end_logits";
            var count = perToken ? stride / tensor.Shape[1] * tokens : stride;
            values[i] = tensor.Values.AsSpan(row * stride, count).ToArray();
            isFinite &= Array.TrueForAll(values[i], float.IsFinite);
        }
        return new ModelOutput(values, isFinite);
    }

    private static bool IsExpected(string name, int[] shape, TensorBatch batch, ModelManifest manifest)
    {
        if (shape.Length != manifest.Kind.RankOf(name) || shape[0] != batch.Rows)
            return false;
        if (shape.Length == 3 && shape[1] != batch.Columns)
            return false;
        return manifest.Kind.Head == HeadKind.Span ? shape[1] == batch.Columns : manifest.Kind.LogitCount(manifest) is not { } logits || shape[^1] == logits;
    }
}

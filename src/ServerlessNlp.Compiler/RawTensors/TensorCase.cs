using System.Text.Json;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.RawTensors;

/// <summary>Reads the tensors of a case.</summary>
internal static class TensorCase
{
    /// <exception cref="CompilerException">The case has no input_ids, or its tensors are no matrices of one shape.</exception>
    public static TensorBatch Read(JsonElement element, int number, ModelManifest manifest)
    {
        var inputs = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("inputs", out var nested) ? nested : element;
        var ids = Matrix(inputs, "input_ids", number) ?? throw new CompilerException($"Case {number} has no input_ids.");
        var (rows, columns) = (ids.Length, ids[0].Length);
        if (columns > manifest.MaxLength)
            throw new CompilerException($"Case {number} has {columns} tokens; the model takes {manifest.MaxLength}.");
        long[] Tensor(string name, long missing)
        {
            var matrix = Matrix(inputs, name, number) ?? [.. Enumerable.Repeat(Enumerable.Repeat(missing, columns).ToArray(), rows)];
            return matrix.Length == rows && matrix.All(row => row.Length == columns) ? [.. matrix.SelectMany(row => row)] : throw new CompilerException($"The {name} of case {number} have another shape than its input_ids.");
        }

        return new TensorBatch(rows, columns, Tensor("input_ids", 0), Tensor("attention_mask", 1), Tensor("token_type_ids", 0));
    }

    private static long[][]? Matrix(JsonElement inputs, string name, int number)
    {
        if (inputs.ValueKind != JsonValueKind.Object || !inputs.TryGetProperty(name, out var rows) || rows.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            var matrix = rows.EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetInt64()).ToArray()).ToArray();
            return matrix.Length > 0 && matrix[0].Length > 0 ? matrix : throw new CompilerException($"The {name} of case {number} are empty.");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new CompilerException($"The {name} of case {number} are not rows of whole numbers.", error);
        }
    }
}

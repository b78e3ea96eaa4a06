using System.Text.Json;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.RawTensors;

/// <summary>
/// Runs a package on raw tensors given as JSON, so that anyone can compare it with another implementation:
/// <c>{"cases":[{"input_ids":[[…]],"attention_mask":[[…]],"token_type_ids":[[…]]}]}</c> in, <c>{"cases":[{"logits":[[…]]}]}</c> out.
/// </summary>
public static class TensorRunner
{
    /// <summary>Runs the cases of a JSON document in their order. A case may hold its tensors in <c>inputs</c>; mask and token types may be left out.</summary>
    /// <exception cref="CompilerException">The document is not of that form, or the model cannot take a case.</exception>
    /// <exception cref="ModelPackageException">The package is refused.</exception>
    public static void Run(ModelPackage package, Stream cases, Stream results, CancellationToken cancellationToken)
    {
        using var json = Parse(cases);
        using var model = Model.Load(package, InferenceOptions.Default, cancellationToken);
        using var writer = new Utf8JsonWriter(results);
        writer.WriteStartObject();
        writer.WriteStartArray("cases");
        var number = 0;
        foreach (var element in Cases(json.RootElement))
            Run(model, TensorCase.Read(element, ++number, package.Manifest), number, writer, cancellationToken);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Run(Model model, TensorBatch batch, int number, Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            var outputs = model.Run(batch, cancellationToken);
            writer.WriteStartObject();
            foreach (var output in outputs)
            {
                writer.WritePropertyName(output.Name);
                Write(writer, output.Values, output.Shape);
            }
            writer.WriteEndObject();
        }
        catch (InvalidOperationException error)
        {
            throw new CompilerException($"The model cannot take case {number}: its ids or its length are beyond what the model knows.", error);
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<float> values, IEnumerable<int> shape)
    {
        var (size, inner) = (shape.First(), shape.Skip(1).ToList());
        writer.WriteStartArray();
        for (var i = 0; i < size; i++)
        {
            if (inner.Count > 0)
                Write(writer, values.Slice(i * (values.Length / size), values.Length / size), inner);
            else
                writer.WriteNumberValue(values[i]);
        }
        writer.WriteEndArray();
    }

    private static JsonDocument Parse(Stream cases)
    {
        try
        {
            return JsonDocument.Parse(cases);
        }
        catch (JsonException error)
        {
            throw new CompilerException("The inputs are not JSON.", error);
        }
    }

    private static JsonElement.ArrayEnumerator Cases(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out var cases) && cases.ValueKind == JsonValueKind.Array
            ? cases.EnumerateArray()
            : throw new CompilerException("The inputs have no \"cases\" array.");
}

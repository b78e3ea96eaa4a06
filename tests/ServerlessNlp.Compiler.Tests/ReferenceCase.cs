using System.Text.Json;
using ServerlessNlp.Inference;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>Inputs with the outputs of an independent implementation: the form of ../shared/data/checkpoints/*/cases.json.</summary>
internal sealed record ReferenceCase(string Name, TensorBatch Inputs, IReadOnlyDictionary<string, float[]> Expected)
{
    public static IReadOnlyList<ReferenceCase> Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(Parse)];
    }

    private static ReferenceCase Parse(JsonElement element)
    {
        var inputs = element.GetProperty("inputs");
        var ids = inputs.GetProperty("input_ids");
        var (batch, length) = (ids.GetArrayLength(), ids[0].GetArrayLength());
        var types = inputs.TryGetProperty("token_type_ids", out var given) ? Integers(given) : new long[batch * length];
        var expected = element.GetProperty("expected").EnumerateObject().ToDictionary(output => output.Name, output => Floats(output.Value).ToArray());
        return new ReferenceCase(element.GetProperty("name").GetString()!, new TensorBatch(batch, length, Integers(ids), Integers(inputs.GetProperty("attention_mask")), types), expected);
    }

    private static long[] Integers(JsonElement rows) => [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(item => item.GetInt64())];

    private static IEnumerable<float> Floats(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Floats) : [element.GetSingle()];
}

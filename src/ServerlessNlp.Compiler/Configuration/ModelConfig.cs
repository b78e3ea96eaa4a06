using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Configuration;

/// <summary>The config.json of a Hugging Face folder. Every value is checked when it is asked for, so that no size from a file is trusted.</summary>
internal sealed class ModelConfig
{
    private const long MaxBytes = 16 << 20;
    private const int LargestSize = 1 << 22;
    private readonly JsonElement _root;

    private ModelConfig(JsonElement root) => _root = root;

    /// <summary>The family: bert, albert, squeezebert …</summary>
    public string ModelType => Text("model_type", null)?.ToLowerInvariant() ?? throw new CompilerException("config.json has no model_type: name the architecture there (bert, albert, squeezebert …).");

    /// <summary>The class that was saved, such as BertForSequenceClassification, or null.</summary>
    public string? Architecture =>
        _root.TryGetProperty("architectures", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 ? list[0].GetString() : null;

    /// <summary>The names of the labels in the order of the logits; LABEL_0, LABEL_1 … where the file names none.</summary>
    public IReadOnlyList<string> Labels => ReadLabels();

    /// <summary>Whether several labels may hold at once.</summary>
    public bool MultiLabel => ProblemType == "multi_label_classification";

    /// <summary>What the logits were trained for: regression, one label, several, or null.</summary>
    public string? ProblemType => Text("problem_type", null) switch
    {
        (null or "regression" or "single_label_classification" or "multi_label_classification") and var kind => kind,
        var other => throw new CompilerException($"config.json's problem_type {Printable.Name(other!)} is none of regression, single_label_classification and multi_label_classification."),
    };

    public static ModelConfig Load(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, "config.json"));
        if (!file.Exists)
            throw new CompilerException("The folder has no config.json.");
        LfsPointer.Refuse(file.FullName);
        if (file.Length > MaxBytes)
            throw new CompilerException("config.json is larger than 16 MB: it is damaged.");
        return Parse(File.ReadAllBytes(file.FullName));
    }

    public static ModelConfig Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 32 });
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? new ModelConfig(root) : throw new CompilerException("config.json is not a JSON object.");
        }
        catch (JsonException error)
        {
            throw new CompilerException("config.json is not JSON.", error);
        }
    }

    /// <summary>The configuration with another value.</summary>
    public ModelConfig With(string name, int value)
    {
        var changed = JsonObject.Create(_root)!;
        changed[name] = value;
        return Parse(Encoding.UTF8.GetBytes(changed.ToJsonString()));
    }

    /// <summary>A size of at least one; without a default it must be there.</summary>
    public int Size(string name, int? byDefault = null)
    {
        if (!Find(name, out var value))
            return byDefault ?? throw new CompilerException($"config.json has no {name}.");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is > 0 and <= LargestSize
            ? number
            : throw new CompilerException($"config.json's {name} must be a whole number from 1 to {LargestSize}.");
    }

    /// <summary>A whole number of at least zero, such as a token's id.</summary>
    public int Index(string name, int byDefault)
    {
        if (!Find(name, out var value))
            return byDefault;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= LargestSize
            ? number
            : throw new CompilerException($"config.json's {name} must be a whole number from 0 to {LargestSize}.");
    }

    public float Number(string name, float byDefault)
    {
        if (!Find(name, out var value))
            return byDefault;
        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number)
            ? number
            : throw new CompilerException($"config.json's {name} must be a number.");
    }

    public bool Flag(string name, bool byDefault)
    {
        if (!Find(name, out var value))
            return byDefault;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new CompilerException($"config.json's {name} must be true or false.");
    }

    public string? Text(string name, string? byDefault)
    {
        if (!Find(name, out var value))
            return byDefault;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new CompilerException($"config.json's {name} must be text.");
    }

    private bool Find(string name, out JsonElement value) => _root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private string[] ReadLabels()
    {
        if (!Find("id2label", out var map))
            return [.. Enumerable.Range(0, Size("num_labels", 2)).Select(id => $"LABEL_{id}")];
        if (map.ValueKind != JsonValueKind.Object)
            throw new CompilerException("config.json's id2label must be an object.");
        var labels = new SortedDictionary<int, string>();
        foreach (var entry in map.EnumerateObject())
        {
            var valid = int.TryParse(entry.Name, out var id) && entry.Value.ValueKind == JsonValueKind.String && labels.TryAdd(id, entry.Value.GetString()!);
            if (!valid)
                throw new CompilerException($"config.json's id2label has a bad entry {Printable.Name(entry.Name)}.");
        }
        if (labels.Count == 0 || labels.Keys.First() != 0 || labels.Keys.Last() != labels.Count - 1)
            throw new CompilerException("config.json's id2label must number the labels from 0 without a gap.");
        if (labels.Values.FirstOrDefault(string.IsNullOrWhiteSpace) is not null)
            throw new CompilerException("config.json's id2label has a label without a name.");
        if (labels.Values.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new CompilerException($"config.json's id2label gives the name {Printable.Name(twice.Key)} to several labels: give each its own.");
        return [.. labels.Values];
    }
}

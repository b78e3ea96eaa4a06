using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessNlp.Models;

/// <summary>What a model package says about itself: its <c>manifest.json</c>.</summary>
public sealed record ModelManifest
{
    /// <summary>The name of the manifest in a package.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The name of the graph in a package.</summary>
    public const string ModelFileName = "model.onnx";

    /// <summary>The name of the tokenizer in a package.</summary>
    public const string TokenizerFileName = "tokenizer.json";

    /// <summary>The largest manifest that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private const double MultiLabelThreshold = 0.5;

    /// <summary>The model's name: see <see cref="ModelName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The model's version, in the grammar of a name.</summary>
    public required string Version { get; init; }

    /// <summary>One of <see cref="ModelTasks"/>.</summary>
    public required string Task { get; init; }

    /// <summary>The architecture, as Hugging Face's <c>model_type</c> names it: albert, squeezebert, bert …</summary>
    public required string Architecture { get; init; }

    /// <summary>The precision of the weights: fp32, fp16, int8 or int4.</summary>
    public required string Precision { get; init; }

    /// <summary>The labels in the order of the logits; for entities BIO tags. Empty where the task has none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether several labels may hold at once (a sigmoid each) instead of one (softmax).</summary>
    public bool MultiLabel { get; init; }

    /// <summary>The longest input in tokens, special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>How token vectors become one, where the graph gives <c>last_hidden_state</c>: mean or cls.</summary>
    public string? Pooling { get; init; }

    /// <summary>Whether vectors are brought to length 1.</summary>
    public bool? Normalize { get; init; }

    /// <summary>What logits are divided by before they become scores (Guo et al. 2017, On Calibration of Modern Neural Networks); null means 1.</summary>
    public double? Temperature { get; init; }

    /// <summary>The score below which an answer is withheld; null means the task's default.</summary>
    public double? Threshold { get; init; }

    /// <summary>A threshold for each label in the order of <see cref="Labels"/>; goes before <see cref="Threshold"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>The version of the standard ONNX operator set that the graph uses.</summary>
    public required int Opset { get; init; }

    /// <summary>The graph's inputs: input_ids, attention_mask, token_type_ids or those of them that it takes.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The graph's outputs that are used.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Every file of the package but the manifest itself and README.md.</summary>
    public required IReadOnlyList<PackageFile> Files { get; init; }

    /// <summary>Checked when the model is loaded. Null only in a package without a tokenizer.</summary>
    public KnownAnswer? KnownAnswer { get; init; }

    /// <summary>How well the quantised graph agrees with its full-precision one; null where it is not quantised.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>The licence of the weights.</summary>
    public string? Licence { get; init; }

    /// <summary>The names of the training sets.</summary>
    public IReadOnlyList<string> TrainedOn { get; init; } = [];

    /// <summary>SHA-256 of the manifest's bytes as parsed: names the whole package, since the manifest holds the digests of its files. Empty where it was not parsed.</summary>
    [JsonIgnore]
    public string Digest { get; private init; } = "";

    /// <summary>Whether the package has a tokenizer, so that it takes text; without one it takes only token ids.</summary>
    [JsonIgnore]
    public bool HasTokenizer => Files.Any(file => file.Path == TokenizerFileName);

    /// <summary>What follows from the task.</summary>
    [JsonIgnore]
    internal ModelTask Kind => ModelTasks.Find(Task) ?? throw new InvalidOperationException("A manifest that was not checked has no valid task.");

    /// <summary>The bytes of all listed files.</summary>
    [JsonIgnore]
    public long TotalBytes => Files.Sum(file => file.Size);

    /// <summary>The score from which a label holds: its own threshold, the manifest's, or where there is none one half of several labels and anything of one.</summary>
    /// <param name="label">Its place among <see cref="Labels"/>.</param>
    public double ThresholdOf(int label) => Thresholds?[label] ?? Threshold ?? (MultiLabel ? MultiLabelThreshold : double.NegativeInfinity);

    /// <summary>Reads a manifest (UTF-8 JSON) and checks everything that can be checked without the files.</summary>
    /// <exception cref="ModelPackageException">It is not JSON, or a property is missing or has a value that can't be.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new ModelPackageException($"{FileName} is larger than {MaxBytes} bytes. Publish the package again.");
        if (json.StartsWith("\uFEFF"u8))
            throw new ModelPackageException($"{FileName} starts with a byte order mark. Save it as UTF-8 without one.");

        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(json, ModelsJson.Default.ModelManifest)
                ?? throw new ModelPackageException($"{FileName} is null.");
        }
        catch (JsonException exception)
        {
            throw new ModelPackageException($"{FileName} can't be read: {exception.Message}", exception);
        }
        ManifestValidator.Check(manifest);
        return manifest with { Digest = Convert.ToHexStringLower(SHA256.HashData(json)) };
    }

    /// <summary>The manifest as indented UTF-8 JSON, in the form of the contract; checked like one that is read.</summary>
    /// <exception cref="ModelPackageException">A property has a value that can't be.</exception>
    public byte[] ToJson()
    {
        ManifestValidator.Check(this);
        return [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelsJson.Default.ModelManifest), (byte)'\n'];
    }
}

/// <summary>A file of a package, as the manifest lists it.</summary>
/// <param name="Path">The file's name inside the package: no folders.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in 64 lower-case hexadecimal digits.</param>
public sealed record PackageFile(string Path, long Size, string Sha256);

/// <summary>The measured agreement of a quantised graph with its full-precision one.</summary>
/// <param name="Labels">The share of texts for which both give the same best label (or the like for other tasks), 0 to 1.</param>
/// <param name="MaxDifference">The largest difference of a score.</param>
/// <param name="Texts">How many texts were compared.</param>
/// <param name="MeanDifference">The mean difference of a score.</param>
public sealed record Agreement(
    double Labels,
    double MaxDifference,
    int Texts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MeanDifference = null);

/// <summary>The JSON form of manifests: camel case, nothing missing, nothing twice, no null where a value must be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelsJson : JsonSerializerContext;

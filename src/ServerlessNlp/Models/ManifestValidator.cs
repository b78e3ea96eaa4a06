using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ServerlessNlp.Models;

/// <summary>Checks everything that a manifest alone can show to be wrong.</summary>
internal static class ManifestValidator
{
    internal const int MaxLabels = 100_000;
    internal const int MaxTokens = 8192;

    // Protobuf messages end at 2 GB, and compact encoders far below.
    internal const long MaxFileBytes = int.MaxValue;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> FileNameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    internal static void Check(ModelManifest manifest)
    {
        CheckIdentity(manifest);
        CheckLabels(manifest);
        CheckScores(manifest);
        CheckGraph(manifest);
        CheckFiles(manifest.Files);
        CheckKnownAnswer(manifest);
    }

    private static void CheckIdentity(ModelManifest manifest)
    {
        Require(ModelName.IsValid(manifest.Name), "name must be 1 to 64 of a-z, 0-9, '.', '_' and '-', start with a letter or digit and hold no '..'");
        Require(ModelName.IsValid(manifest.Version), "version must be 1 to 64 of a-z, 0-9, '.', '_' and '-', start with a letter or digit and hold no '..'");
        Require(ModelTasks.Find(manifest.Task) is not null, $"task must be one of {string.Join(", ", ModelTasks.All)}");
        Require(ModelName.IsValid(manifest.Architecture), "architecture must be a name such as albert or squeezebert");
        Require(manifest.Precision is "fp32" or "fp16" or "int8" or "int4", "precision must be fp32, fp16, int8 or int4");
        Require(manifest.MaxLength is >= 4 and <= MaxTokens, $"maxLength must be 4 to {MaxTokens}");
    }

    private static void CheckLabels(ModelManifest manifest)
    {
        var (labels, kind) = (manifest.Labels, manifest.Kind);
        var needed = kind.HasLabels;
        Require(needed == labels.Count > 0, needed ? $"a model for {manifest.Task} needs labels" : $"a model for {manifest.Task} has no labels");
        Require(labels.Count <= MaxLabels, $"there must be at most {MaxLabels} labels");
        Require(labels.All(label => !string.IsNullOrWhiteSpace(label) && label.Length <= 256), "a label must be 1 to 256 characters");
        Require(labels.Distinct(StringComparer.Ordinal).Count() == labels.Count, "labels must be unique");
        Require(!manifest.MultiLabel || kind is { HasLabels: true, Head: HeadKind.Sequence }, "multiLabel is for labels of a text only");
        // Without a tokenizer nothing but numbers comes out, and labels of any kind will do.
        if (kind.IsTagging && manifest.HasTokenizer)
            Require(TagScheme.Fault(labels) is null, $"{TagScheme.Fault(labels)}; labels for {manifest.Task} are O and B-…, I-… (or of BIOES, BILOU), or O and kinds without tags");
    }

    private static void CheckScores(ModelManifest manifest)
    {
        Require(manifest.Temperature is null or (> 0 and <= 1000), "temperature must be above 0");
        Require(manifest.Threshold is null or (>= 0 and <= 1), "threshold must be 0 to 1");
        if (manifest.Thresholds is { } thresholds)
        {
            Require(thresholds.Count == manifest.Labels.Count, "thresholds must be as many as labels");
            Require(thresholds.All(value => value is >= 0 and <= 1), "thresholds must be 0 to 1");
        }
        Require(manifest.Pooling is null or "mean" or "cls", "pooling must be mean, cls or null");
        Require(manifest.Pooling is null || manifest.Kind.Head == HeadKind.Encoder, "pooling is for embed only");
        Require(manifest.Normalize is null || manifest.Kind.Head == HeadKind.Encoder, "normalize is for embed only");
    }

    private static void CheckGraph(ModelManifest manifest)
    {
        Require(manifest.Opset is >= 7 and <= 30, "opset must be 7 to 30");

        var inputs = manifest.Inputs;
        Require(inputs.Contains("input_ids"), "inputs must hold input_ids");
        Require(inputs.All(name => name is "input_ids" or "attention_mask" or "token_type_ids"), "inputs must be of input_ids, attention_mask and token_type_ids");
        Require(inputs.Distinct().Count() == inputs.Count, "inputs must be unique");

        var wanted = HeadOutputs.Of(manifest.Kind.Head);
        var isPooled = manifest.Kind.Head == HeadKind.Encoder && manifest.Outputs is [HeadOutputs.Hidden] && (manifest.Pooling is not null || !manifest.HasTokenizer);
        Require(isPooled || manifest.Outputs.SequenceEqual(wanted),
            $"outputs for {manifest.Task} must be {string.Join(" and ", wanted)}{(manifest.Kind.Head == HeadKind.Encoder ? $", or {HeadOutputs.Hidden} with a pooling" : "")}");
    }

    private static void CheckFiles(IReadOnlyList<PackageFile> files)
    {
        Require(files.Count is > 0 and <= 16, "files must be 1 to 16");
        foreach (var file in files)
        {
            Require(file is not null, "a file must not be null");
            Require(IsFileName(file.Path), "a file's path must be a plain file name, without folders");
            Require(file.Path is not ModelManifest.FileName, $"files must not list {ModelManifest.FileName} itself");
            Require(file.Size is > 0 and <= MaxFileBytes, $"the size of {file.Path} must be 1 to {MaxFileBytes} bytes");
            Require(file.Sha256.Length == 64 && !file.Sha256.AsSpan().ContainsAnyExcept(HexDigits), $"the sha256 of {file.Path} must be 64 lower-case hexadecimal digits");
        }
        Require(files.DistinctBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Count() == files.Count, "files must be listed once");
        Require(files.Any(file => file.Path == ModelManifest.ModelFileName), $"files must list {ModelManifest.ModelFileName}");
    }

    private static void CheckKnownAnswer(ModelManifest manifest)
    {
        if (manifest.KnownAnswer is not { } known)
        {
            Require(!manifest.HasTokenizer, "a package with a tokenizer needs a knownAnswer");
            return;
        }
        Require(manifest.HasTokenizer, "a knownAnswer needs a tokenizer");
        Require(!string.IsNullOrWhiteSpace(known.Text), "knownAnswer.text must not be blank");
        Require(known.Tolerance is >= 0 and <= 1, "knownAnswer.tolerance must be 0 to 1");

        var expect = known.Expect;
        Require(expect.Score is { } score && double.IsFinite(score), "knownAnswer.expect needs a score");
        var parts = manifest.Kind.KnownAnswer;
        if (parts.HasFlag(KnownAnswerParts.Label))
            Require(expect.Label is { } label && (manifest.Kind.IsTagging || manifest.Labels.Contains(label)), "knownAnswer.expect.label must be one of labels, or what tags stand for");
        if (parts.HasFlag(KnownAnswerParts.Place))
            Require(expect is { Offset: >= 0, Length: > 0 }, "knownAnswer.expect needs an offset and a length");
        if (parts.HasFlag(KnownAnswerParts.Question))
            Require(!string.IsNullOrWhiteSpace(known.Question), "knownAnswer needs a question");
        if (parts.HasFlag(KnownAnswerParts.Pair))
            Require(!string.IsNullOrWhiteSpace(known.Pair), "knownAnswer needs a pair to compare with");
    }

    private static bool IsFileName(string path) =>
        path.Length is > 0 and <= 128 && path[0] != '.' && !path.AsSpan().ContainsAnyExcept(FileNameCharacters);

    private static void Require([DoesNotReturnIf(false)] bool condition, string rule)
    {
        if (!condition)
            throw new ModelPackageException($"{ModelManifest.FileName} is not valid: {rule}.");
    }
}

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
        Require(ModelTasks.All.Contains(manifest.Task), $"task must be one of {string.Join(", ", ModelTasks.All)}");
        Require(ModelName.IsValid(manifest.Architecture), "architecture must be a name such as albert or squeezebert");
        Require(manifest.Precision is "fp32" or "fp16" or "int8" or "int4", "precision must be fp32, fp16, int8 or int4");
        Require(manifest.MaxLength is >= 4 and <= MaxTokens, $"maxLength must be 4 to {MaxTokens}");
    }

    private static void CheckLabels(ModelManifest manifest)
    {
        var labels = manifest.Labels;
        var needed = manifest.Task is ModelTasks.Classify or ModelTasks.Entities;
        Require(needed == labels.Count > 0, needed ? $"a model for {manifest.Task} needs labels" : $"a model for {manifest.Task} has no labels");
        Require(labels.Count <= MaxLabels, $"there must be at most {MaxLabels} labels");
        Require(labels.All(label => !string.IsNullOrWhiteSpace(label) && label.Length <= 256), "a label must be 1 to 256 characters");
        Require(labels.Distinct(StringComparer.Ordinal).Count() == labels.Count, "labels must be unique");
        Require(!manifest.MultiLabel || manifest.Task == ModelTasks.Classify, "multiLabel is for classify only");
        // Without a tokenizer nothing but numbers comes out, and labels of any kind will do.
        if (manifest.Task == ModelTasks.Entities && manifest.HasTokenizer)
            Require(TagScheme.Fault(labels) is null, $"{TagScheme.Fault(labels)}; labels for entities are O and B-…, I-… (or of BIOES, BILOU), or O and kinds without tags");
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
        Require(manifest.Pooling is null || manifest.Task == ModelTasks.Embed, "pooling is for embed only");
        Require(manifest.Normalize is null || manifest.Task == ModelTasks.Embed, "normalize is for embed only");
    }

    private static void CheckGraph(ModelManifest manifest)
    {
        Require(manifest.Opset is >= 7 and <= 30, "opset must be 7 to 30");

        var inputs = manifest.Inputs;
        Require(inputs.Contains("input_ids"), "inputs must hold input_ids");
        Require(inputs.All(name => name is "input_ids" or "attention_mask" or "token_type_ids"), "inputs must be of input_ids, attention_mask and token_type_ids");
        Require(inputs.Distinct().Count() == inputs.Count, "inputs must be unique");

        var valid = (manifest.Task, manifest.Outputs) switch
        {
            (ModelTasks.Classify or ModelTasks.Entities or ModelTasks.Summarize, ["logits"]) => true,
            (ModelTasks.Answer, ["start_logits", "end_logits"]) => true,
            (ModelTasks.Embed, ["embeddings"]) => true,
            (ModelTasks.Embed, ["last_hidden_state"]) => manifest.Pooling is not null || !manifest.HasTokenizer,
            _ => false,
        };
        Require(valid, "outputs must be logits (classify, entities, summarize), start_logits and end_logits (answer), embeddings, or last_hidden_state with a pooling (embed)");
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
        if (manifest.Task == ModelTasks.Classify)
            Require(manifest.Labels.Contains(expect.Label!), "knownAnswer.expect.label must be one of labels");
        if (manifest.Task == ModelTasks.Entities)
            Require(expect.Label is not null, "knownAnswer.expect needs a label");
        if (manifest.Task is ModelTasks.Entities or ModelTasks.Answer or ModelTasks.Summarize)
            Require(expect is { Offset: >= 0, Length: > 0 }, "knownAnswer.expect needs an offset and a length");
        if (manifest.Task == ModelTasks.Answer)
            Require(!string.IsNullOrWhiteSpace(known.Question), "knownAnswer needs a question");
        if (manifest.Task == ModelTasks.Embed)
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

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tests.Support;

/// <summary>A model package in a temporary folder, which goes when it is disposed.</summary>
internal sealed class TinyPackage : IDisposable
{
    private TinyPackage(string directory) => Directory = directory;

    public string Directory { get; }

    /// <summary>Writes a package around a graph: WordPiece over <see cref="TinyModel.Vocabulary"/>, digests and sizes as they are.</summary>
    public static TinyPackage Create(byte[] graph, Func<ModelManifest, ModelManifest> change)
    {
        var package = new TinyPackage(System.IO.Directory.CreateTempSubdirectory("tiny-").FullName);
        File.WriteAllBytes(package.PathOf("model.onnx"), graph);
        File.WriteAllText(package.PathOf("tokenizer.json"), Tokenizer());
        package.Rewrite(change);
        return package;
    }

    public string PathOf(string file) => Path.Combine(Directory, file);

    public ModelPackage Open() => ModelPackage.Open(Directory);

    /// <summary>Writes the manifest anew, for the files as they are now.</summary>
    public void Rewrite(Func<ModelManifest, ModelManifest> change) => File.WriteAllBytes(PathOf("manifest.json"), change(Manifest()).ToJson());

    /// <summary>Changes the manifest's JSON as it stands, right or wrong.</summary>
    public void Edit(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(PathOf("manifest.json")))!.AsObject();
        change(json);
        File.WriteAllText(PathOf("manifest.json"), json.ToJsonString());
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private ModelManifest Manifest() => new()
    {
        Name = "tiny",
        Version = "1",
        Task = ModelTasks.Classify,
        Architecture = "bert",
        Precision = "fp32",
        Labels = ["negative", "positive"],
        MaxLength = 16,
        Opset = 17,
        Inputs = ["input_ids", "attention_mask", "token_type_ids"],
        Outputs = ["logits"],
        Files = [.. new[] { "model.onnx", "tokenizer.json" }.Where(name => File.Exists(PathOf(name))).Select(Describe)],
        KnownAnswer = new KnownAnswer("a good film", new ExpectedAnswer("positive", 0.880797), 1e-4),
        Licence = "MIT",
        TrainedOn = ["nothing"],
    };

    private PackageFile Describe(string name)
    {
        var bytes = File.ReadAllBytes(PathOf(name));
        return new PackageFile(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static string Tokenizer()
    {
        var vocabulary = TinyModel.Vocabulary.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id);
        var special = new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" };
        return JsonSerializer.Serialize(new
        {
            version = "1.0",
            truncation = (object?)null,
            padding = (object?)null,
            added_tokens = special.Select(token => new { id = TinyModel.Id(token), content = token, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true }),
            normalizer = new { type = "BertNormalizer", clean_text = true, handle_chinese_chars = true, strip_accents = (bool?)null, lowercase = true },
            pre_tokenizer = new { type = "BertPreTokenizer" },
            post_processor = new { type = "BertProcessing", sep = new object[] { "[SEP]", 3 }, cls = new object[] { "[CLS]", 2 } },
            decoder = new { type = "WordPiece", prefix = "##", cleanup = true },
            model = new { type = "WordPiece", unk_token = "[UNK]", continuing_subword_prefix = "##", max_input_chars_per_word = 100, vocab = vocabulary },
        });
    }
}

using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

/// <summary>Loaded tiny models and short ways to ask them.</summary>
internal static class TinyModels
{
    public static Model Classifier(Func<ModelManifest, ModelManifest>? change = null) =>
        Load(TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [0, 2]), ("bad", [2, 0]), ("not", [1, 0]))), change ?? (manifest => manifest));

    /// <summary>Several labels: "praise" by good, "blame" by bad.</summary>
    public static Model MultiLabel(Func<ModelManifest, ModelManifest>? change = null) => Load(
        TinyModel.Classifier(2, TinyModel.Weights(2, ("[CLS]", [-2, -2]), ("good", [4, 0]), ("bad", [0, 4]))),
        manifest => (change ?? (m => m))(manifest with { Labels = ["praise", "blame"], MultiLabel = true }));

    public static Model Entities(int maxLength = 16, bool special = false, params string[] labels)
    {
        var table = TinyModel.Weights(5, ("anna", [0, 8, 0, 0, 0]), ("smith", [0, 0, 8, 0, 0]), ("paris", [0, 0, 0, 8, 0]));
        for (var token = 0; token < TinyModel.Vocabulary.Length; token++)
            table[token * 5] += 4;
        for (var token = 0; special && token < 5; token++)
            table[token * 5 + 2] += 8;
        return Load(TinyModel.PerToken("logits", 5, table), manifest => manifest with
        {
            Task = ModelTasks.Entities,
            Labels = labels.Length > 0 ? labels : ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"],
            MaxLength = maxLength,
        });
    }

    /// <summary>Answers start at "in" and end at "paris"; that there is none weighs as much as [CLS].</summary>
    public static Model Answerer(int maxLength = 16, float none = 4) => Load(
        TinyModel.Answerer(TinyModel.Weights(2, ("[CLS]", [none / 2, none / 2]), ("in", [5, 0]), ("paris", [0, 5]), ("anna", [3, 3]))),
        manifest => manifest with { Task = ModelTasks.Answer, Labels = [], Outputs = ["start_logits", "end_logits"], MaxLength = maxLength });

    public static Model Embedder(string pooling = "mean", bool normalize = true, int maxLength = 16) => Load(
        TinyModel.PerToken("last_hidden_state", 3, TinyModel.Weights(3, ("[CLS]", [0, 0, 1]), ("good", [3, 0, 0]), ("film", [2, 1, 0]), ("bad", [-3, 0, 0]), ("paris", [0, 5, 0]))),
        manifest => manifest with { Task = ModelTasks.Embed, Labels = [], Outputs = ["last_hidden_state"], Pooling = pooling, Normalize = normalize, MaxLength = maxLength });

    /// <summary>Sentences rank by their words: good by 2, bad by -2, the others by 0.</summary>
    public static Model SentenceScorer(int maxLength = 16, double? temperature = null) => Load(
        TinyModel.PerToken("logits", 1, TinyModel.Weights(1, ("[CLS]", [50]), ("[SEP]", [-50]), ("good", [2]), ("bad", [-2]))),
        manifest => manifest with { Task = ModelTasks.Summarize, Labels = [], MaxLength = maxLength, Temperature = temperature });

    public static Model Load(byte[] graph, Func<ModelManifest, ModelManifest> change)
    {
        // Deleting the folder afterwards shows that a loaded model needs no files.
        using var package = TinyPackage.Create(graph, manifest => Valid(change(manifest)));
        return Model.Load(package.Open(), new InferenceOptions { Threads = 1 }, default);
    }

    public static TAnswer Ask<TAnswer>(this Model model, string task, string text, string? options = null, string? pair = null, string? question = null)
        where TAnswer : DocumentAnswer =>
        Assert.IsType<TAnswer>(Run(model, task, options, new TaskDocument("1", text, pair, question)).Outcomes[0].Answer);

    public static TaskResult Run(Model? model, string task, string? options, params TaskDocument[] documents)
    {
        var found = NlpTask.Find(task)!;
        var parsed = found.ParseOptions(options is null ? null : System.Text.Json.JsonElement.Parse(options));
        Assert.True(parsed.IsValid, parsed.Error?.Message);
        return found.Run(model, documents, parsed.Options, TaskLimits.Default, default);
    }

    private static ModelManifest Valid(ModelManifest manifest) => manifest with
    {
        KnownAnswer = new KnownAnswer("good", new ExpectedAnswer(manifest.Task is ModelTasks.Classify or ModelTasks.Entities ? manifest.Labels[0] : null, 0.5, 0, 4), 1, "good", "good"),
    };
}

using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Inference;

public sealed class ModelLoadTests
{
    private static readonly float[] Table = TinyModel.Weights(2, ("good", [0, 2]), ("bad", [2, 0]));

    [Fact]
    public void An_honest_package_is_loaded_and_says_how_much_memory_it_takes()
    {
        using var package = TinyPackage.Create(TinyModel.Classifier(2, Table), manifest => manifest);
        using var model = Load(package);

        Assert.Equal("tiny", model.Manifest.Name);
        Assert.Equal(TinyModel.Vocabulary.Length, model.Tokenizer.VocabularySize);
        Assert.InRange(model.MemoryBytes, new FileInfo(package.PathOf("model.onnx")).Length, 100 << 20);
    }

    [Fact]
    public void A_tampered_model_is_not_loaded()
    {
        using var package = TinyPackage.Create(TinyModel.Classifier(2, Table), manifest => manifest);
        File.WriteAllBytes(package.PathOf("model.onnx"), TinyModel.Classifier(2, TinyModel.Weights(2, ("bad", [0, 2]))));

        Assert.Contains("sha256", Refusal(package), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_answers_otherwise_than_its_manifest_says_is_refused()
    {
        var swapped = TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [2, 0])));
        using var package = TinyPackage.Create(swapped, manifest => manifest);

        Assert.Contains("another answer", Refusal(package), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_score_is_off_is_refused_and_measured_where_that_is_wanted()
    {
        var weaker = TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [0, 1.9f])));
        using var package = TinyPackage.Create(weaker, manifest => manifest);

        Assert.Contains("score", Refusal(package), StringComparison.Ordinal);
        using var model = Model.Load(package.Open(), InferenceOptions.Default, default);
        Assert.Equal(1 / (1 + Math.Exp(-1.9)), KnownAnswerOf(model), 6);
    }

    [Fact]
    public void As_many_labels_as_the_graph_has_logits_or_refused()
    {
        using var declared = TinyPackage.Create(TinyModel.Classifier(3, TinyModel.Weights(3)), manifest => manifest);

        Assert.Contains("3 logits", Refusal(declared), StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_labels_as_the_graph_has_logits_also_where_it_does_not_say()
    {
        var silent = new OnnxBuilder().Input("input_ids").Input("attention_mask").Input("token_type_ids")
            .Floats("table", [TinyModel.Vocabulary.Length, 3], TinyModel.Weights(3))
            .Node("Gather", ["table", "input_ids"], "values", ("axis", 0))
            .Integers("tokens", 1)
            .Node("ReduceSum", ["values", "tokens"], "logits", ("keepdims", 0))
            .Output("logits", -1, -1).Build();
        using var package = TinyPackage.Create(silent, manifest => manifest);

        Assert.Contains("shape", Refusal(package), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_number_is_no_known_answer()
    {
        using var package = TinyPackage.Create(TinyModel.Classifier(2, Table), manifest => manifest with { KnownAnswer = manifest.KnownAnswer! with { Text = "nan film" } });

        Assert.Contains("another answer", Refusal(package), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Graphs => new()
    {
        { "inputs", "another input" },
        { "int64", "an input of floats" },
        { "fixed size", "an input of fixed size" },
        { "no output", "another output" },
        { "dimensions", "an output of another rank" },
        { "operator set", "another operator set" },
        { "external data", "weights elsewhere" },
        { "operators", "an operator of another domain" },
        { "no graph", "an empty file" },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_that_is_not_what_the_manifest_says_is_refused_before_it_is_run(string reason, string graph)
    {
        using var package = TinyPackage.Create(Graph(graph), manifest => manifest);

        Assert.Contains(reason, Refusal(package), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_ONNX_Runtime_refuses_is_refused_without_its_words()
    {
        var graph = new OnnxBuilder().Input("input_ids").Input("attention_mask").Input("token_type_ids").Node("NoSuchOperator", ["input_ids"], "logits").Output("logits", -1, 2).Build();
        using var package = TinyPackage.Create(graph, manifest => manifest);

        Assert.Contains("ONNX Runtime refuses", Refusal(package), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_tokenizer_is_refused()
    {
        using var package = TinyPackage.Create(TinyModel.Classifier(2, Table), manifest => manifest);
        File.WriteAllText(package.PathOf("tokenizer.json"), "{\"model\":{\"type\":\"Nonsense\"}}");
        package.Rewrite(manifest => manifest);

        Assert.Contains("tokenizer.json", Refusal(package), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_without_a_tokenizer_takes_token_ids_only()
    {
        using var package = TinyPackage.Create(TinyModel.Classifier(2, Table), manifest => manifest);
        File.Delete(package.PathOf("tokenizer.json"));
        package.Rewrite(manifest => manifest with { KnownAnswer = null });
        using var model = Load(package);

        var outputs = model.Run(new TensorBatch(1, 2, [TinyModel.Id("good"), TinyModel.Id("bad")], [1, 0], [0, 0]), default);

        Assert.Equal([0, 2], Assert.Single(outputs).Values);
        Assert.Throws<InvalidOperationException>(() => model.Tokenizer);
    }

    [Fact]
    public void Cancelling_ends_the_loading()
    {
        using var package = TinyPackage.Create(TinyModel.Classifier(2, Table), manifest => manifest);

        Assert.ThrowsAny<OperationCanceledException>(() => ModelLoader.Load(package.Open(), InferenceOptions.Default, new CancellationToken(canceled: true)));
    }

    private static byte[] Graph(string kind) => kind switch
    {
        "another input" => new OnnxBuilder().Input("input_ids").Input("pixels").Build(),
        "an input of floats" => Inputs(OnnxBuilder.Float).Build(),
        "an input of fixed size" => Inputs(OnnxBuilder.Int64, 1, 128).Build(),
        "another output" => Inputs().Output("scores", -1, 2).Build(),
        "an output of another rank" => Inputs().Output("logits", -1, -1, 2).Build(),
        "another operator set" => new OnnxBuilder { Opset = 11 }.Build(),
        "weights elsewhere" => Inputs().Tensor(OnnxBuilder.Tensor("w", 1, [1]).Integer(14, 1)).Build(),
        "an operator of another domain" => Inputs().Node("Evil", [], "logits", "com.evil").Build(),
        _ => new ProtobufWriter().Integer(1, 8).ToArray(),
    };

    private static OnnxBuilder Inputs(int type = OnnxBuilder.Int64, params long[] shape) =>
        new OnnxBuilder().Input("input_ids", type, shape).Input("attention_mask", type, shape).Input("token_type_ids", type, shape);

    private static double KnownAnswerOf(Model model) =>
        ServerlessNlp.Tasks.KnownAnswers.Measure(model, model.Manifest.KnownAnswer!, default)!.Score!.Value;

    private static Model Load(TinyPackage package) => ModelLoader.Load(package.Open(), InferenceOptions.Default, default);

    private static string Refusal(TinyPackage package)
    {
        var message = Assert.Throws<ModelPackageException>(() => Load(package)).Message;
        Assert.DoesNotContain(Path.GetTempPath(), message, StringComparison.Ordinal);
        return message;
    }
}

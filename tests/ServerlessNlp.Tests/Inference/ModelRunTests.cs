using ServerlessNlp.Inference;
using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tests.Tasks;

namespace ServerlessNlp.Tests.Inference;

public sealed class ModelRunTests
{
    [Fact]
    public async Task Many_callers_at_once_each_get_their_own_answer()
    {
        using var model = TinyModels.Classifier();
        var texts = Enumerable.Range(0, 40).Select(i => string.Concat(Enumerable.Repeat(i % 2 == 0 ? "good film " : "bad film ", 1 + i))).ToArray();
        var alone = texts.Select(text => Score(model, text)).ToArray();

        var together = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => Score(model, texts[i % texts.Length]))));

        for (var i = 0; i < together.Length; i++)
            Assert.Equal(alone[i % alone.Length], together[i]);
    }

    [Fact]
    public void Token_type_ids_and_padding_reach_the_graph_where_they_belong()
    {
        var graph = new OnnxBuilder().Input("input_ids").Input("attention_mask").Input("token_type_ids")
            .Integers("tokens", 1)
            .Node("Mul", ["input_ids", "attention_mask"], "kept")
            .Node("Add", ["kept", "token_type_ids"], "sum")
            .Node("ReduceSum", ["sum", "tokens"], "total", ("keepdims", 1))
            .Node("Cast", ["total"], "logits", ("to", OnnxBuilder.Float))
            .Output("logits", -1, 1).Build();
        using var model = TinyModels.Load(graph, manifest => manifest with { Labels = ["sum"] });

        var (outputs, elapsed) = model.Run([Input([1, 2, 3], [0, 0, 1]), Input([10, 20, 30], [1, 1, 1]), Input([5], [0])], default);

        Assert.Equal([7f, 63f, 5f], outputs.Select(output => output.Values[0][0]));
        Assert.True(elapsed > TimeSpan.Zero);
    }

    [Fact]
    public void An_id_that_the_model_does_not_have_is_an_error_and_the_next_run_works()
    {
        using var model = TinyModels.Classifier();

        Assert.Throws<InvalidOperationException>(() => model.Run([Input([100_000], [0])], default));
        Assert.Single(model.Run([Input([5], [0])], default).Outputs);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public void A_batch_must_hold_what_it_says(int rows, int columns) =>
        Assert.ThrowsAny<ArgumentException>(() => new TensorBatch(rows, columns, new long[3], new long[3], new long[3]));

    private static ModelInput Input(int[] ids, int[] typeIds) => new(ids, typeIds);

    private static float Score(Model model, string text) => model.Ask<ClassifyAnswer>("classify", text).Labels[0].Score;
}

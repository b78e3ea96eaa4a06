using ServerlessNlp.Tasks.Embeddings;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class EmbedderTests
{
    [Fact]
    public void Vectors_are_the_mean_over_all_tokens()
    {
        using var model = TinyModels.Embedder(normalize: false);

        // [CLS] good film [SEP]
        Assert.Equal([5 / 4f, 1 / 4f, 1 / 4f], model.Ask<EmbedAnswer>("embed", "good film").Embedding);
    }

    [Fact]
    public void Or_the_first_token_s()
    {
        using var model = TinyModels.Embedder("cls", normalize: false);

        Assert.Equal([0, 0, 1], model.Ask<EmbedAnswer>("embed", "good film").Embedding);
    }

    [Fact]
    public void They_have_length_1_where_the_manifest_says_so_also_for_a_long_document()
    {
        using var model = TinyModels.Embedder();

        foreach (var text in new[] { "good", string.Concat(Enumerable.Repeat("good film ", 50)) })
            Assert.Equal(1, model.Ask<EmbedAnswer>("embed", text).Embedding.Sum(value => value * value), 5);
    }

    [Fact]
    public void Texts_are_compared_by_the_cosine_of_their_vectors()
    {
        using var model = TinyModels.Embedder();

        Assert.Equal(1, model.Ask<CompareAnswer>("compare", "good", pair: "good").Score, 6);
        Assert.InRange(model.Ask<CompareAnswer>("compare", "good", pair: "film").Score, 0.5, 1);
        Assert.InRange(model.Ask<CompareAnswer>("compare", "good", pair: "bad").Score, -1, -0.5);
        Assert.Equal(
            model.Ask<CompareAnswer>("compare", "good", pair: "paris").Score,
            model.Ask<CompareAnswer>("compare", "paris", pair: "good").Score);
    }

    [Fact]
    public void What_is_not_a_number_in_the_pair_is_an_error()
    {
        using var model = TinyModels.Embedder();

        var result = TinyModels.Run(model, "compare", null, new TaskDocument("1", "good", "nan"), new TaskDocument("2", "good", "film"));

        Assert.Equal([ErrorCode.InvalidOutput, null], result.Outcomes.Select(outcome => outcome.Error?.Error.Code));
    }
}

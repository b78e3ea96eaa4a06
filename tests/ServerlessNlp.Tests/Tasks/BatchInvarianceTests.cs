using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class BatchInvarianceTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void A_text_has_the_same_scores_alone_and_in_any_company()
    {
        using var model = TinyModels.Classifier();

        AssertInvariant(model, Texts(400, maxWords: 60));
    }

    /// <summary>MobileBERT reads the padding beside a text: a model like it is run unpadded.</summary>
    [Fact]
    public void A_model_that_depends_on_padding_is_never_padded()
    {
        var padded = TinyModel.Classifier(2, TinyModel.Weights(2, ("[PAD]", [3, 0]), ("good", [0, 2]), ("bad", [2, 0])), masked: false);
        using var model = TinyModels.Load(padded, manifest => manifest with { Architecture = "mobilebert" });

        AssertInvariant(model, Texts(200, maxWords: 12));
    }

    [SharedDataTheory]
    [InlineData("albert_seqcls")]
    [InlineData("bert_seqcls")]
    [InlineData("squeezebert_seqcls")]
    public void Real_encoders_give_a_row_the_same_logits_alone_and_in_any_batch(string checkpoint)
    {
        using var model = Checkpoints.Load(checkpoint);
        var random = new Random(2);
        for (var round = 0; round < 20; round++)
        {
            var lengths = Enumerable.Range(0, random.Next(2, 12)).Select(_ => random.Next(2, 100)).ToArray();
            var rows = lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.NextInt64(5, 1900)).ToArray()).ToArray();

            var together = Run(model, rows);
            for (var row = 0; row < rows.Length; row++)
            {
                var alone = Run(model, [rows[row]]);
                for (var label = 0; label < 3; label++)
                    Assert.Equal(alone[label], together[row * 3 + label], Tolerance);
            }
        }
    }

    private static float[] Run(Model model, long[][] rows)
    {
        var columns = rows.Max(row => row.Length);
        var ids = rows.SelectMany(row => row.Concat(new long[columns - row.Length])).ToArray();
        var mask = rows.SelectMany(row => row.Select(_ => 1L).Concat(new long[columns - row.Length])).ToArray();
        return model.Run(new TensorBatch(rows.Length, columns, ids, mask, new long[ids.Length]), default)[0].Values;
    }

    private static void AssertInvariant(Model model, TaskDocument[] documents)
    {
        var together = Scores(model, documents);
        for (var i = 0; i < documents.Length; i += 7)
        {
            var alone = Assert.Single(Scores(model, documents[i]));
            Assert.Equal(alone.Keys.Order(), together[i].Keys.Order());
            Assert.All(alone, label => Assert.Equal(label.Value, together[i][label.Key], Tolerance));
        }
    }

    private static Dictionary<string, float>[] Scores(Model model, params TaskDocument[] documents) =>
        [.. TinyModels.Run(model, ModelTasks.Classify, null, documents).Outcomes
            .Select(outcome => Assert.IsType<ClassifyAnswer>(outcome.Answer).Labels.ToDictionary(label => label.Label, label => label.Score))];

    private static TaskDocument[] Texts(int count, int maxWords)
    {
        var random = new Random(4);
        string[] words = ["good", "bad", "film", "not", "the", "very", "unknown"];
        return [.. Enumerable.Range(0, count).Select(i => new TaskDocument($"{i}", string.Join(' ', random.GetItems(words, random.Next(1, maxWords)))))];
    }
}

using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class ClassifierTests
{
    [Fact]
    public void One_of_several_labels_holds_by_softmax_best_first()
    {
        using var model = TinyModels.Classifier();

        var answer = model.Ask<ClassifyAnswer>("classify", "A good, good film.");

        Assert.Equal(["positive", "negative"], answer.Labels.Select(label => label.Label));
        Assert.Equal(1 / (1 + Math.Exp(-4)), answer.Labels[0].Score, 6);
        Assert.Equal(1, answer.Labels.Sum(label => label.Score), 6);
        Assert.Equal(new Coverage(18, 1), answer.Coverage);
        Assert.False(answer.Abstained);
    }

    [Fact]
    public void The_temperature_softens_the_scores()
    {
        using var model = TinyModels.Classifier(manifest => manifest with { Temperature = 2 });

        Assert.Equal(1 / (1 + Math.Exp(-1)), model.Ask<ClassifyAnswer>("classify", "good").Labels[0].Score, 6);
    }

    [Fact]
    public void Below_the_threshold_it_abstains_and_shows_what_it_weighed()
    {
        using var model = TinyModels.Classifier(manifest => manifest with { Threshold = 0.9 });

        Assert.True(model.Ask<ClassifyAnswer>("classify", "good").Abstained);
        Assert.Equal(2, model.Ask<ClassifyAnswer>("classify", "good").Labels.Count);
        Assert.False(model.Ask<ClassifyAnswer>("classify", "good good").Abstained);
        Assert.False(model.Ask<ClassifyAnswer>("classify", "good", """{"threshold":0.8}""").Abstained);
    }

    [Fact]
    public void Top_limits_the_labels()
    {
        using var model = TinyModels.Classifier();

        Assert.Equal("negative", Assert.Single(model.Ask<ClassifyAnswer>("classify", "bad", """{"top":1}""").Labels).Label);
    }

    [Theory]
    [InlineData("good", "praise")]
    [InlineData("good bad bad", "blame praise")]
    [InlineData("film", "")]
    public void Several_labels_hold_by_sigmoid_above_their_threshold(string text, string labels)
    {
        using var model = TinyModels.MultiLabel();

        var answer = model.Ask<ClassifyAnswer>("classify", text);

        Assert.Equal(labels, string.Join(' ', answer.Labels.Select(label => label.Label)));
        Assert.Equal(labels.Length == 0, answer.Abstained);
    }

    [Fact]
    public void Each_label_may_have_a_threshold_of_its_own()
    {
        using var model = TinyModels.MultiLabel(manifest => manifest with { Thresholds = [0.95, 0.1] });

        Assert.Equal(["blame"], model.Ask<ClassifyAnswer>("classify", "good").Labels.Select(label => label.Label));
        Assert.Equal(["praise", "blame"], model.Ask<ClassifyAnswer>("classify", "good", """{"threshold":0.01}""").Labels.Select(label => label.Label));
    }

    [Fact]
    public void A_single_label_is_a_regression_and_keeps_its_number()
    {
        using var model = TinyModels.Load(TinyModel.Classifier(1, TinyModel.Weights(1, ("good", [3.5f]))), manifest => manifest with { Labels = ["stars"] });

        Assert.Equal(7, Assert.Single(model.Ask<ClassifyAnswer>("classify", "good good").Labels).Score);
    }

    [Fact]
    public void A_pair_is_read_with_its_text()
    {
        using var model = TinyModels.Classifier();

        var alone = model.Ask<ClassifyAnswer>("classify", "a film");
        var paired = model.Ask<ClassifyAnswer>("classify", "a film", pair: "bad");

        Assert.Equal(0.5, alone.Labels[0].Score, 6);
        Assert.Equal("negative", paired.Labels[0].Label);
        Assert.Equal(1 / (1 + Math.Exp(-2)), paired.Labels[0].Score, 6);
    }

    [Fact]
    public void A_long_document_is_read_whole_and_nothing_in_it_counts_twice()
    {
        using var model = TinyModels.Classifier();
        var words = Enumerable.Repeat("film", 100).ToArray();
        words[99] = "bad";

        var answer = model.Ask<ClassifyAnswer>("classify", string.Join(' ', words));

        Assert.Equal("negative", answer.Labels[0].Label);
        Assert.True(answer.Coverage.Windows > 100 / 14);
        Assert.Equal(string.Join(' ', words).Length, answer.Coverage.Characters);
    }

    [Fact]
    public void Of_a_long_pair_the_shorter_text_stands_beside_every_window()
    {
        using var model = TinyModels.Classifier();
        var longer = string.Join(' ', Enumerable.Repeat("film", 50));

        var first = model.Ask<ClassifyAnswer>("classify", longer, pair: "bad");
        var second = model.Ask<ClassifyAnswer>("classify", "bad", pair: longer);

        Assert.Equal(1 / (1 + Math.Exp(-2)), first.Labels[0].Score, 6);
        Assert.Equal(first.Labels[0].Score, second.Labels[0].Score, 6);
        Assert.True(first.Coverage.Windows > 3);
    }

    [Fact]
    public void Two_texts_too_long_for_each_other_get_an_error_and_the_next_document_its_answer()
    {
        using var model = TinyModels.Classifier();
        var longer = string.Join(' ', Enumerable.Repeat("film", 50));

        var result = TinyModels.Run(model, "classify", null, new TaskDocument("1", longer, longer), new TaskDocument("2", "good"));

        Assert.Equal(ErrorCode.DocumentTooLong, result.Outcomes[0].Error!.Error.Code);
        Assert.True(result.Outcomes[1].IsAnswered);
    }

    [Fact]
    public void What_is_not_a_number_is_an_error_never_a_label()
    {
        using var model = TinyModels.Classifier();

        var result = TinyModels.Run(model, "classify", null, new TaskDocument("1", "nan film"), new TaskDocument("2", "good film"));

        Assert.Equal(ErrorCode.InvalidOutput, result.Outcomes[0].Error!.Error.Code);
        Assert.Equal("positive", Assert.IsType<ClassifyAnswer>(result.Outcomes[1].Answer).Labels[0].Label);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u200b")]
    [InlineData("😀")]
    [InlineData("\u0301")]
    public void Text_without_a_word_is_text_like_any_other(string text)
    {
        using var model = TinyModels.Classifier();

        Assert.Equal(2, model.Ask<ClassifyAnswer>("classify", text).Labels.Count);
    }
}

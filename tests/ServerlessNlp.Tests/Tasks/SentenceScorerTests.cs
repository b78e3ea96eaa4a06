using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks.Summarization;
using ServerlessNlp.Tasks;
using ServerlessNlp.Summarization;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tasks;

public sealed class SentenceScorerTests
{
    private const string Text = "😀 The film.  Good and bad film. Very good film.   Bad film!";

    [Fact]
    public void Sentences_are_chosen_by_the_mean_of_their_tokens_and_their_relevance_in_the_document()
    {
        using var model = TinyModels.SentenceScorer(maxLength: 64);

        var sentences = model.Ask<SummarizeAnswer>("summarize", Text, """{"sentenceCount":4,"sortBy":"rank"}""").Sentences;

        double[] means = [0, 0, 2 / 4.0, -2 / 3.0];
        var relevance = SentenceRanker.Relevance(Text, SentenceSegmenter.Segment(Text));
        string[] texts = ["😀 The film.", "Good and bad film.", "Very good film.", "Bad film!"];
        var expected = texts.Index().ToDictionary(entry => entry.Item, entry => Sigmoid(means[entry.Index] + 2 * Math.Log(relevance[entry.Index])));
        Assert.Equal(expected.OrderByDescending(entry => entry.Value).Select(entry => entry.Key), sentences.Select(sentence => sentence.Text));
        Assert.All(sentences, sentence => Assert.Equal(expected[sentence.Text], sentence.RankScore, 1e-6));
        Assert.All(sentences, sentence => Assert.Equal(sentence.Text, Text.Substring(sentence.Offset, sentence.Length)));
    }

    [Fact]
    public void The_manifests_temperature_divides_the_mean()
    {
        using var model = TinyModels.SentenceScorer(temperature: 4);

        Assert.Equal(Sigmoid(2 / 3.0 / 4), Assert.Single(model.Ask<SummarizeAnswer>("summarize", "Good film.").Sentences).RankScore, 1e-6);
    }

    [Fact]
    public void Order_count_and_unit_are_those_asked_for()
    {
        using var model = TinyModels.SentenceScorer(maxLength: 64);

        var answer = model.Ask<SummarizeAnswer>("summarize", Text, """{"sentenceCount":2,"stringIndexType":"UnicodeCodePoint"}""");

        Assert.Equal(["Good and bad film.", "Very good film."], answer.Sentences.Select(sentence => sentence.Text));
        Assert.Equal(Text.IndexOf("Very", StringComparison.Ordinal) - 1, answer.Sentences[1].Offset);
        Assert.Equal(new Coverage(Text.Length - 1, 1), answer.Coverage);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(16)]
    [InlineData(31)]
    public void A_long_document_is_scored_over_every_window_that_sees_a_sentence(int maxLength)
    {
        using var model = TinyModels.SentenceScorer(maxLength);
        var random = new Random(1);
        string[] words = ["Good", "Bad", "The", "Film", "A", "Very"];
        var text = string.Join(' ', Enumerable.Range(0, 40).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)])) + "."));

        var answer = model.Ask<SummarizeAnswer>("summarize", text, """{"sentenceCount":1000,"sortBy":"rank"}""");

        Assert.True(answer.Coverage.Windows > 4);
        Assert.Equal(SentenceSegmenter.Segment(text).Count, answer.Sentences.Count);
        Assert.Equal(answer.Sentences.OrderByDescending(sentence => sentence.RankScore).ThenBy(sentence => sentence.Offset), answer.Sentences);
        var expected = Expected(model, text);
        Assert.All(answer.Sentences, sentence => Assert.Equal(expected[sentence.Offset], sentence.RankScore, 1e-6));
    }

    [Fact]
    public void A_sentence_that_no_token_sees_comes_last()
    {
        using var model = TinyModels.SentenceScorer();

        // Control characters are dropped before anything is tokenised.
        var sentences = model.Ask<SummarizeAnswer>("summarize", $"{new string('\u0001', 80)}\n\nBad bad bad.", """{"sortBy":"rank"}""").Sentences;

        Assert.Equal("Bad bad bad.", sentences[0].Text);
        Assert.All(sentences.Skip(1), sentence => Assert.Equal(0, sentence.RankScore));
        Assert.Equal(2, sentences.Count);
    }

    [Fact]
    public void What_is_not_a_number_becomes_the_documents_error()
    {
        using var model = TinyModels.SentenceScorer();

        var result = TinyModels.Run(model, "summarize", null, new TaskDocument("1", "A nan film."), new TaskDocument("2", "A film."));

        Assert.Equal([ErrorCode.InvalidOutput, null], result.Outcomes.Select(outcome => outcome.Error?.Error.Code));
    }

    [Fact]
    public void The_known_answer_is_the_first_sentence_with_its_place()
    {
        using var model = TinyModels.SentenceScorer();
        var known = new KnownAnswer("The film. Good film.", new ExpectedAnswer(), 1e-4);

        Assert.Equal(new ExpectedAnswer(null, (float)Sigmoid(2 / 3.0), 10, 10), KnownAnswers.Measure(model, known, default));
    }

    [Fact]
    public void A_model_of_another_task_is_refused()
    {
        using var model = TinyModels.Classifier();

        Assert.Throws<ArgumentException>(() => TinyModels.Run(model, "summarize", null, new TaskDocument("1", "A film.")));
    }

    [Fact]
    public void A_graph_with_two_numbers_for_a_token_is_refused()
    {
        var graph = TinyModel.PerToken("logits", 2, TinyModel.Weights(2));

        var exception = Assert.Throws<ModelPackageException>(() => TinyModels.Load(graph, manifest => manifest with { Task = ModelTasks.Summarize, Labels = [] }));

        Assert.Contains("2 logits", exception.Message);
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    /// <summary>The rank of each sentence by its offset, token by token from the windows as the definition has it.</summary>
    private static Dictionary<int, double> Expected(Model model, string text)
    {
        var sentences = SentenceSegmenter.Segment(text);
        var relevance = SentenceRanker.Relevance(text, sentences);
        return sentences.Index().ToDictionary(entry => entry.Item.Offset, entry => Sigmoid(Mean(model, text, entry.Item) + 2 * Math.Log(relevance[entry.Index])));
    }

    private static double Mean(Model model, string text, TextSpan sentence)
    {
        var values = new List<double>();
        foreach (var window in TextWindows.Create(model, text, null, WindowedSide.Text)!)
        {
            for (var token = 0; token < window.Encoding.Length; token++)
            {
                var start = window.Encoding.Offsets[token].Start;
                if (window.Encoding.SequenceIds[token] == 0 && start >= sentence.Offset && start < sentence.End)
                    values.Add(window.Encoding.Ids[token] == TinyModel.Id("good") ? 2 : window.Encoding.Ids[token] == TinyModel.Id("bad") ? -2 : 0);
            }
        }
        return values.Average();
    }
}

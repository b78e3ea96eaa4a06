using ServerlessNlp.Tasks.Answers;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class QuestionAnswererTests
{
    [Fact]
    public void The_best_span_answers_with_its_place_in_the_original_text()
    {
        using var model = TinyModels.Answerer();
        const string Text = "😀 Anna lives IN  Paris.";

        var answer = Assert.Single(model.Ask<QuestionAnswer>("answer", Text, question: "where?").Answers);

        Assert.Equal("IN  Paris", answer.Text);
        Assert.Equal(answer.Text, Text.Substring(answer.Offset, answer.Length));
        Assert.InRange(answer.Score, 0.8, 1);
    }

    [Fact]
    public void Further_answers_do_not_overlap_better_ones()
    {
        using var model = TinyModels.Answerer();

        var answers = model.Ask<QuestionAnswer>("answer", "anna in paris", """{"top":5}""", question: "who?").Answers;

        Assert.Equal("in paris", answers[0].Text);
        Assert.Equal(answers.OrderByDescending(answer => answer.Score), answers);
        Assert.True(answers.Sum(answer => answer.Score) <= 1);
        for (var i = 0; i < answers.Count; i++)
            Assert.All(answers.Take(i), better => Assert.True(better.Offset >= answers[i].Offset + answers[i].Length || answers[i].Offset >= better.Offset + better.Length));
    }

    [Fact]
    public void There_is_no_answer_where_none_is_likelier()
    {
        using var model = TinyModels.Answerer(none: 12);

        Assert.Empty(model.Ask<QuestionAnswer>("answer", "anna lives in paris", question: "where?").Answers);
    }

    [Fact]
    public void An_end_never_lies_before_its_start_nor_in_the_question()
    {
        using var model = TinyModels.Answerer();

        var answer = Assert.Single(model.Ask<QuestionAnswer>("answer", "paris film in the", question: "in paris").Answers);

        Assert.DoesNotContain("paris film in", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in [SEP] paris", "in", "paris")]
    [InlineData("[SEP] in paris [CLS]", "in paris")]
    [InlineData("[MASK]in[UNK]paris[PAD]", "in", "paris")]
    [InlineData("[SEP] [CLS]")]
    public void A_special_token_that_is_written_in_the_document_is_in_no_answer(string text, params string[] answers)
    {
        using var model = TinyModels.Answerer(none: -20);

        Assert.Equal(answers, model.Ask<QuestionAnswer>("answer", text, """{"top":9}""", question: "where?").Answers.Select(answer => answer.Text).Order());
    }

    [Fact]
    public void An_answer_anywhere_in_a_long_document_is_found_with_the_same_span()
    {
        using var model = TinyModels.Answerer(maxLength: 20);
        for (var before = 0; before < 60; before += 3)
        {
            var text = string.Concat(Enumerable.Repeat("film ", before)) + "in Paris" + string.Concat(Enumerable.Repeat(" the", 30));

            var answer = model.Ask<QuestionAnswer>("answer", text, question: "where?");

            Assert.Equal((before * 5, "in Paris"), (answer.Answers[0].Offset, answer.Answers[0].Text));
            Assert.True(answer.Coverage.Windows > 2);
        }
    }

    [Fact]
    public void A_question_that_leaves_no_room_gets_an_error()
    {
        using var model = TinyModels.Answerer();

        var result = TinyModels.Run(model, "answer", null, new TaskDocument("1", "in paris", null, string.Concat(Enumerable.Repeat("where ", 20))));

        Assert.Equal(ErrorCode.DocumentTooLong, result.Outcomes[0].Error!.Error.Code);
    }

    [Fact]
    public void A_document_without_a_question_gets_an_error()
    {
        using var model = TinyModels.Answerer();

        Assert.Equal("The question has no text.", TinyModels.Run(model, "answer", null, new TaskDocument("1", "in paris")).Outcomes[0].Error!.Error.Message);
    }
}

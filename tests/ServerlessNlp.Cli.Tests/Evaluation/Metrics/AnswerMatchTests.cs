using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Tests.Evaluation.Metrics;

/// <summary>Worked out by the definitions in Rajpurkar et al. 2016 (section 6.1) and 2018.</summary>
public sealed class AnswerMatchTests
{
    [Theory]
    [InlineData("the Denver Broncos!", "Denver broncos", 1, 1)]
    [InlineData("A  man, an apple", "man apple", 1, 1)]
    [InlineData("theatre", "the theatre", 1, 1)]
    [InlineData("Broncos of Denver", "Denver Broncos", 0, 2 * (2 / 3.0) * 1 / (2 / 3.0 + 1))]
    [InlineData("one two three four", "three four five", 0, 4 / 7.0)]
    [InlineData("two two", "two", 0, 2 / 3.0)]
    [InlineData("$12.50", "1250", 1, 1)]
    [InlineData("10 °C", "10°C", 0, 0)]
    [InlineData("north", "south", 0, 0)]
    [InlineData("", "south", 0, 0)]
    public void Words_are_compared_without_articles_case_and_punctuation(string answer, string right, double exact, double f1)
    {
        Assert.Equal(exact, AnswerMatch.Exact(answer, [right]));
        Assert.Equal(f1, AnswerMatch.F1(answer, [right]), 1e-12);
    }

    [Fact]
    public void The_nearest_of_several_right_answers_counts()
    {
        string[] right = ["in October 1973", "1973", "October"];

        Assert.Equal((1, 1), (AnswerMatch.Exact("the 1973", right), AnswerMatch.F1("1973", right)));
        Assert.Equal(0.8, AnswerMatch.F1("October 1973", right), 1e-12);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("The!", 1)]
    [InlineData("Paris", 0)]
    public void A_question_without_an_answer_wants_none(string answer, double expected)
    {
        Assert.Equal(expected, AnswerMatch.Exact(answer, []));
        Assert.Equal(expected, AnswerMatch.F1(answer, []));
    }
}

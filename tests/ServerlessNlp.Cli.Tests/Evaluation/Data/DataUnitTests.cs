using ServerlessNlp.Cli.Evaluation.Data;

namespace ServerlessNlp.Cli.Tests.Evaluation.Data;

public sealed class DataUnitTests
{
    private const string Secret = "secret";

    [Fact]
    public void Lines_of_columns_have_a_label_and_one_text_or_two()
    {
        Assert.Equal(("x", "a b", null), Labelled(Columns("x\ta b")));
        Assert.Equal(("x,y", "a", "b"), Labelled(Columns("x,y\ta\tb")));
        Assert.Equal(["x", "y"], LabelledText.Parse(Columns("x, y\ta"), several: true).Labels);
        Assert.Empty(LabelledText.Parse(Columns("\ta"), several: true).Labels);
    }

    [Fact]
    public void Objects_have_a_label_and_a_text_or_a_subject_and_a_body()
    {
        Assert.Equal(("ham", "hello", null), Labelled(Json("""{"label":"ham","text":"hello"}""")));
        Assert.Equal(("ham", "re: tree\npictures", null), Labelled(Json("""{"label":"ham","subject":"re: tree","body":"pictures","part":"1"}""")));
        Assert.Equal(("ham", "re: tree", null), Labelled(Json("""{"label":"ham","subject":"re: tree","body":""}""")));
        Assert.Equal(["x", "y"], LabelledText.Parse(Json("""{"labels":["x","y"],"text":"a"}"""), several: true).Labels);
    }

    [Fact]
    public void Entities_lie_where_their_tokens_stand_in_the_joined_text()
    {
        var sentence = TaggedText.Parse(Tags("Anna\tB-PER\nSmith\tI-PER\n \tO\nin O\nNew NNP B-LOC\nYork NNP I-LOC\nParis I-LOC\nAD t\tB-ORG"))!;

        Assert.Equal("Anna Smith in New York Paris AD t", sentence.Text);
        Assert.Equal(["PER Anna Smith", "LOC New York Paris", "ORG AD t"], sentence.Entities.Select(entity => $"{entity.Label} {sentence.Text.Substring(entity.Offset, entity.Length)}"));
    }

    [Fact]
    public void The_mark_between_CoNLLs_documents_is_no_sentence() => Assert.Null(TaggedText.Parse(Tags("-DOCSTART- -X- -X- O")));

    [Fact]
    public void A_pair_has_a_number() => Assert.Equal(new ScoredPair(4.75, "a", "b"), ScoredPair.Parse(Columns("4.75\ta\tb")));

    [Fact]
    public void Questions_may_have_their_answers_as_texts() =>
        Assert.Equal(["b", "c"], AskedQuestion.Parse(Json("""{"context":"a","question":"q","answers":["b",{"text":"c"}]}""")).Answers);

    [Theory]
    [InlineData("One thing happened. Another did! And a third?", "Another did!One thing happened.", 2)]
    [InlineData("One thing happened. Another did! And a third?", "In other words. So it was.", 2)]
    [InlineData("One thing happened.", "nothing", 1)]
    public void A_summary_has_as_many_sentences_as_its_reference(string text, string reference, int expected)
    {
        var item = new SummarizedText(text, [reference]);

        Assert.Equal(expected, item.SentenceCount(ServerlessNlp.Summarization.SentenceSegmenter.Segment(text)));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("secret\ta\tb\tc")]
    public void Another_number_of_columns_is_refused_with_its_line(string line) => AssertRefused("Line 7 of data.tsv", () => LabelledText.Parse(Columns(line), several: false));

    [Theory]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{secret", "is not JSON")]
    [InlineData("""{"text":"secret"}""", "has no 'label'")]
    [InlineData("""{"label":"secret"}""", "neither a 'text'")]
    [InlineData("""{"label":1,"text":"secret"}""", "'label' that is no text")]
    [InlineData("""{"labels":["secret",1],"text":"x"}""", "'labels' that is no list of texts")]
    [InlineData("""{"labels":["secret","x"],"text":"x"}""", "doesn't have one label")]
    public void An_object_that_lacks_something_is_refused_with_its_line(string line, string reason) => AssertRefused(reason, () => LabelledText.Parse(Json(line), several: false));

    [Theory]
    [InlineData("a\tO\nsecret", "Line 8 of data.conll")]
    [InlineData("a O\nb O\nsecret PERSON", "Line 9 of data.conll")]
    [InlineData("secret\t", "O, B-X or I-X")]
    public void A_token_without_a_right_tag_is_refused_with_its_line(string lines, string reason) => AssertRefused(reason, () => TaggedText.Parse(Tags(lines)));

    [Theory]
    [InlineData("secret\ta\tb")]
    [InlineData("NaN\tsecret\tb")]
    [InlineData("1\tsecret")]
    public void A_pair_without_a_number_is_refused(string line) => AssertRefused("Line 7", () => ScoredPair.Parse(Columns(line)));

    [Fact]
    public void Data_of_another_task_is_refused()
    {
        AssertRefused(".conll", () => TaggedText.Parse(Columns("a\tb")));
        AssertRefused(".tsv", () => LabelledText.Parse(Tags("a O"), several: false));
        AssertRefused(".jsonl", () => SummarizedText.Parse(Columns("a\tb")));
        AssertRefused(".json", () => AskedQuestion.Parse(Columns("a\tb")));
    }

    private static (string, string, string?) Labelled(DataUnit unit)
    {
        var item = LabelledText.Parse(unit, several: false);
        return (Assert.Single(item.Labels), item.Text, item.Pair);
    }

    private static void AssertRefused(string reason, Func<object?> parse)
    {
        var message = Assert.Throws<CliException>(parse).Message;
        Assert.Contains(reason, message);
        Assert.DoesNotContain(Secret, message);
    }

    private static DataUnit Columns(string text) => new(DataForm.Columns, "data.tsv", "Line", 7, text);

    private static DataUnit Json(string text) => new(DataForm.Json, "data.jsonl", "Line", 7, text);

    private static DataUnit Tags(string text) => new(DataForm.Tags, "data.conll", "Line", 7, text);
}

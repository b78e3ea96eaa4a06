using System.Text.Json;
using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tasks.Summarization;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class NlpTaskTests
{
    [Theory]
    [InlineData("classify", "sentiment", "top threshold stringIndexType")]
    [InlineData("summarize", null, "sentenceCount sortBy stringIndexType")]
    [InlineData("entities", "entities", "threshold stringIndexType")]
    [InlineData("answer", "questions", "top stringIndexType")]
    [InlineData("embed", "similarity", "stringIndexType")]
    [InlineData("compare", "similarity", "stringIndexType")]
    public void The_tasks_are_those_of_the_contract(string name, string? model, string options)
    {
        var task = NlpTask.Find(name)!;

        Assert.Equal(name, task.Name);
        Assert.Equal(model, task.DefaultModel);
        Assert.Equal(options.Split(' '), task.Options.Select(option => option.Name));
        Assert.All(task.Options, option => Assert.True(option.Description.Length > 0 && option.Allowed.Length > 0));
        Assert.Equal(6, NlpTask.All.Count);
    }

    [Fact]
    public void There_is_no_other_task() => Assert.Null(NlpTask.Find("translate"));

    [Theory]
    [InlineData("summarize", """{"sentenceCount":5,"sortBy":"rank","stringIndexType":"UnicodeCodePoint"}""")]
    [InlineData("summarize", "{}")]
    [InlineData("summarize", "null")]
    [InlineData("summarize", """{"sentenceCount":null}""")]
    [InlineData("classify", """{"top":1,"threshold":0.25}""")]
    [InlineData("classify", """{"threshold":0}""")]
    public void Options_that_a_task_has_are_read(string task, string json) => Assert.True(Parse(task, json).IsValid);

    [Theory]
    [InlineData("summarize", """{"top":1}""", "sentenceCount")]
    [InlineData("summarize", """{"SentenceCount":1}""", "sentenceCount")]
    [InlineData("summarize", """{"sentenceCount":0}""", "sentenceCount")]
    [InlineData("summarize", """{"sentenceCount":1.5}""", "sentenceCount")]
    [InlineData("summarize", """{"sentenceCount":"3"}""", "sentenceCount")]
    [InlineData("summarize", """{"sentenceCount":99999999999999}""", "sentenceCount")]
    [InlineData("summarize", """{"sortBy":"Rank"}""", "offset or rank")]
    [InlineData("summarize", """{"sortBy":0}""", "offset or rank")]
    [InlineData("summarize", """{"stringIndexType":"utf16"}""", "Utf16CodeUnit or UnicodeCodePoint")]
    [InlineData("summarize", "[]", "object")]
    [InlineData("summarize", "3", "object")]
    [InlineData("classify", """{"threshold":1.5}""", "threshold")]
    [InlineData("classify", """{"threshold":true}""", "threshold")]
    [InlineData("embed", """{"top":1}""", "stringIndexType")]
    public void An_option_that_is_unknown_or_cannot_be_is_refused_and_told_what_may_be(string task, string json, string reason)
    {
        var error = Parse(task, json).Error!;

        Assert.Equal(ErrorCode.InvalidOption, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sentenceCount", "4", true)]
    [InlineData("sortBy", "rank", true)]
    [InlineData("stringIndexType", "UnicodeCodePoint", true)]
    [InlineData("sentenceCount", "four", false)]
    [InlineData("sentenceCount", "4 5", false)]
    [InlineData("sentenceCount", "", false)]
    [InlineData("sentenceCount", "\"4\"", false)]
    [InlineData("sortBy", "\"rank\"", false)]
    [InlineData("sortBy", "\ud800", false)]
    [InlineData("colour", "blue", false)]
    public void Options_are_read_from_a_query_as_from_JSON(string name, string value, bool valid)
    {
        var result = NlpTask.Find("summarize")!.ParseOptions([new(name, value)]);

        Assert.Equal(valid, result.IsValid);
    }

    [Fact]
    public void A_query_means_the_same_as_its_JSON()
    {
        var query = NlpTask.Find("classify")!.ParseOptions([new("top", "2"), new("threshold", "0.5")]);

        Assert.Equal(Parse("classify", """{"threshold":0.5,"top":2}""").Options, query.Options);
    }

    [Fact]
    public void A_fingerprint_is_the_same_for_the_same_options_however_written()
    {
        var plain = Parse("summarize", "{}").Options!.Fingerprint;

        Assert.Matches("^[0-9a-f]{16}$", plain);
        Assert.Equal(plain, Parse("summarize", """{"sortBy":"offset","sentenceCount":3}""").Options!.Fingerprint);
        Assert.NotEqual(plain, Parse("summarize", """{"sentenceCount":4}""").Options!.Fingerprint);
        Assert.NotEqual(plain, Parse("summarize", """{"stringIndexType":"UnicodeCodePoint"}""").Options!.Fingerprint);
    }

    [Fact]
    public void Blank_and_long_documents_get_errors_and_the_others_answers_in_their_places()
    {
        TaskDocument[] documents = [new("a", "One. Two."), new("b", " \t\n"), new("c", new string('x', 101)), new("d", "Three."), new("e", "")];

        var result = NlpTask.Find("summarize")!.Run(null, documents, new SummarizeOptions(), new TaskLimits { MaxCharacters = 100 }, default);

        Assert.Equal([null, ErrorCode.EmptyDocument, ErrorCode.DocumentTooLong, null, ErrorCode.EmptyDocument], result.Outcomes.Select(outcome => outcome.Error?.Error.Code));
        Assert.Equal(["a", "b", "c", "d", "e"], result.Outcomes.Select(outcome => outcome.Answer?.Id ?? outcome.Error!.Id));
        Assert.Equal(2, result.Usage.Documents);
    }

    [Fact]
    public void A_task_that_needs_a_pair_or_a_question_says_so_for_the_document()
    {
        using var model = TinyModels.Embedder();

        var result = TinyModels.Run(model, "compare", null, new TaskDocument("1", "good"), new TaskDocument("2", "good", "film"), new TaskDocument("3", "good", " "));

        Assert.Equal(["The pair has no text.", null, "The pair has no text."], result.Outcomes.Select(outcome => outcome.Error?.Error.Message));
    }

    [Fact]
    public void A_model_of_another_task_is_a_mistake_of_the_caller()
    {
        using var model = TinyModels.Embedder();

        Assert.Throws<ArgumentException>(() => TinyModels.Run(model, "classify", null, new TaskDocument("1", "good")));
        Assert.Throws<ArgumentException>(() => TinyModels.Run(null, "classify", null, new TaskDocument("1", "good")));
    }

    [Fact]
    public void Cancelling_ends_the_work()
    {
        using var model = TinyModels.Classifier();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            NlpTask.Find("classify")!.Run(model, [new("1", "good")], new ClassifyOptions(), TaskLimits.Default, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void No_documents_no_outcomes()
    {
        using var model = TinyModels.Classifier();

        Assert.Empty(TinyModels.Run(model, "classify", null).Outcomes);
    }

    private static OptionsResult Parse(string task, string json) => NlpTask.Find(task)!.ParseOptions(JsonElement.Parse(json));
}

using System.Net;
using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Http;

[Collection(SharedServer.Name)]
public sealed class TaskTests(ServerFixture fixture)
{
    private HttpClient Client => fixture.Server.Client;

    [Fact]
    public async Task A_document_is_classified_with_its_model_usage_and_coverage()
    {
        var response = await Client.PostJsonAsync("/api/v1/classify", """{"model":"sentiment","documents":[{"id":"a","text":"A film as warm as it is funny."}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var answer = await response.JsonAsync();
        Assert.Equal("sentiment", answer.GetProperty("model").GetProperty("name").GetString());
        var document = answer.GetProperty("documents")[0];
        Assert.Equal("a", document.GetProperty("id").GetString());
        var labels = document.GetProperty("labels");
        Assert.Equal(["negative", "positive"], labels.EnumerateArray().Select(label => label.GetProperty("label").GetString()!).Order());
        Assert.Equal(1, labels.EnumerateArray().Sum(label => label.GetProperty("score").GetDouble()), 4);
        Assert.True(labels[0].GetProperty("score").GetDouble() >= labels[1].GetProperty("score").GetDouble());
        Assert.Equal(30, document.GetProperty("coverage").GetProperty("characters").GetInt32());
        Assert.Equal(1, document.GetProperty("coverage").GetProperty("windows").GetInt32());
        Assert.Equal(0, document.GetProperty("warnings").GetArrayLength());
        var usage = answer.GetProperty("usage");
        Assert.Equal(1, usage.GetProperty("documents").GetInt32());
        Assert.Equal(30, usage.GetProperty("characters").GetInt32());
        Assert.True(usage.GetProperty("tokens").GetInt32() > 3);
    }

    [Fact]
    public async Task A_document_as_plain_text_gets_the_same_labels()
    {
        const string text = "The plot is thin, the jokes are old, and it never ends.";

        var asText = await (await Client.PostTextAsync("/api/v1/classify?model=sentiment&top=1", text)).JsonAsync();
        var asJson = await (await Client.PostDocumentsAsync("/api/v1/classify", text)).JsonAsync();

        var labels = asText.GetProperty("documents")[0].GetProperty("labels");
        Assert.Equal(1, labels.GetArrayLength());
        Assert.Equal(asJson.GetProperty("documents")[0].GetProperty("labels")[0].ToString(), labels[0].ToString());
    }

    [Fact]
    public async Task The_same_text_scores_the_same_alone_and_among_others()
    {
        string[] texts = ["Good.", Articles.HarbourTown, "It was, all in all, a rather long and somewhat tedious evening at the theatre.", "ΑΒΓ 漢字 🙂"];
        var together = (await (await Client.PostDocumentsAsync("/api/v1/classify", texts)).JsonAsync()).GetProperty("documents");

        foreach (var (index, text) in texts.Index())
        {
            var alone = (await (await Client.PostDocumentsAsync("/api/v1/classify", text)).JsonAsync()).GetProperty("documents")[0];
            foreach (var (label, other) in alone.GetProperty("labels").EnumerateArray().Zip(together[index].GetProperty("labels").EnumerateArray()))
            {
                Assert.Equal(label.GetProperty("label").GetString(), other.GetProperty("label").GetString());
                Assert.Equal(label.GetProperty("score").GetDouble(), other.GetProperty("score").GetDouble(), 1e-5);
            }
        }
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("rank")]
    public async Task A_summary_is_sentences_of_the_document_at_their_offsets(string sortBy)
    {
        var body = JsonSerializer.Serialize(new { documents = new[] { new { text = Articles.HarbourTown } }, options = new { sentenceCount = 4, sortBy } });
        var answer = await (await Client.PostJsonAsync("/api/v1/summarize", body)).JsonAsync();

        var sentences = answer.GetProperty("documents")[0].GetProperty("sentences").EnumerateArray().ToList();
        Assert.Equal(4, sentences.Count);
        foreach (var sentence in sentences)
        {
            var (offset, length) = (sentence.GetProperty("offset").GetInt32(), sentence.GetProperty("length").GetInt32());
            Assert.Equal(sentence.GetProperty("text").GetString(), Articles.HarbourTown.Substring(offset, length));
            Assert.InRange(sentence.GetProperty("rankScore").GetDouble(), 0, 1);
        }
        var order = sentences.Select(sentence => sortBy == "offset" ? sentence.GetProperty("offset").GetDouble() : -sentence.GetProperty("rankScore").GetDouble()).ToList();
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public async Task Offsets_count_code_points_on_request()
    {
        const string text = "🙂🙂 Smiles first. The second sentence says more about the harbour. The third says more about the harbour too.";
        var body = JsonSerializer.Serialize(new { documents = new[] { new { text } }, options = new { sentenceCount = 9, stringIndexType = "UnicodeCodePoint" } });

        var sentences = (await (await Client.PostJsonAsync("/api/v1/summarize", body)).JsonAsync()).GetProperty("documents")[0].GetProperty("sentences");

        var runes = text.EnumerateRunes().ToList();
        foreach (var sentence in sentences.EnumerateArray())
        {
            var span = runes.Skip(sentence.GetProperty("offset").GetInt32()).Take(sentence.GetProperty("length").GetInt32());
            Assert.Equal(sentence.GetProperty("text").GetString(), string.Concat(span));
        }
    }

    [Fact]
    public async Task Documents_that_cannot_be_answered_leave_the_others_alone()
    {
        var body = JsonSerializer.Serialize(new { documents = new object[] { new { id = "blank", text = " \n " }, new { text = "Lovely." }, new { id = "long", text = new string('x', 125_001) } } });

        var response = await Client.PostJsonAsync("/api/v1/classify", body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Equal("2", Assert.Single(answer.GetProperty("documents").EnumerateArray()).GetProperty("id").GetString());
        var errors = answer.GetProperty("errors").EnumerateArray().ToDictionary(error => error.GetProperty("id").GetString()!, error => error.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(new Dictionary<string, string?> { ["blank"] = "EmptyDocument", ["long"] = "DocumentTooLong" }, errors);
    }

    [Fact]
    public async Task Control_characters_are_text_like_any_other()
    {
        var response = await Client.PostDocumentsAsync("/api/v1/classify", "good\0 film\u0007 \u0085 indeed");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single((await response.JsonAsync()).GetProperty("documents").EnumerateArray());
    }

    [Fact]
    public async Task A_document_of_the_longest_length_without_a_space_is_read_whole()
    {
        var answer = await (await Client.PostTextAsync("/api/v1/classify", new string('a', 125_000))).JsonAsync();

        Assert.Equal(125_000, answer.GetProperty("documents")[0].GetProperty("coverage").GetProperty("characters").GetInt32());
    }

    [Fact]
    public async Task Models_are_listed_with_what_a_caller_needs_to_know()
    {
        await Client.PostDocumentsAsync("/api/v1/classify", "Load it.");

        var models = (await (await Client.GetAsync("/api/v1/models")).JsonAsync()).GetProperty("models");

        var sentiment = models.EnumerateArray().Single(model => model.GetProperty("name").GetString() == "sentiment");
        Assert.Equal("classify", sentiment.GetProperty("task").GetString());
        Assert.Equal(["negative", "positive"], sentiment.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));
        Assert.True(sentiment.GetProperty("size").GetInt64() > 100_000);
        Assert.True(sentiment.GetProperty("loaded").GetBoolean());
        Assert.False(string.IsNullOrEmpty(sentiment.GetProperty("version").GetString()));
        Assert.False(string.IsNullOrEmpty(sentiment.GetProperty("precision").GetString()));
    }

    [Theory]
    [InlineData("/api/health/live", "live")]
    [InlineData("/api/health/ready", "ready")]
    public async Task Health_is_told(string route, string status)
    {
        var response = await Client.GetAsync(route);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(status, (await response.JsonAsync()).GetProperty("status").GetString());
    }
}

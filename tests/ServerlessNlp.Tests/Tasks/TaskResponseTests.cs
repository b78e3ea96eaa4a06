using System.Text.Json.Nodes;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class TaskResponseTests
{
    [Fact]
    public void A_response_has_the_contract_s_form()
    {
        using var model = TinyModels.Classifier();
        var result = TinyModels.Run(model, "classify", null, new TaskDocument("1", "a good film"), new TaskDocument("3", " "));

        var json = TaskResponse.From(ModelIdentity.Of(model.Manifest), result with { Usage = result.Usage with { InferenceMs = 3.1 } }, cold: true).ToJson();

        const string Expected = """
            {"model":{"name":"tiny","version":"1"},
             "documents":[{"id":"1","labels":[{"label":"positive","score":0.8807971},{"label":"negative","score":0.11920292}],"warnings":[],"coverage":{"characters":11,"windows":1}}],
             "errors":[{"id":"3","error":{"code":"EmptyDocument","message":"The document has no text."}}],
             "usage":{"documents":1,"characters":11,"tokens":5,"inferenceMs":3.1,"cold":true}}
            """;
        Assert.Equal(JsonNode.Parse(Expected)!.ToJsonString(), JsonNode.Parse(json)!.ToJsonString());
    }

    [Fact]
    public void Text_goes_out_as_it_came_in()
    {
        const string Text = "Ünïcode 😀 <b>\"quoted\"</b> & 中文 \u0000 end.";

        var json = System.Text.Encoding.UTF8.GetString(TaskResponse.From(null, TinyModels.Run(null, "summarize", null, new TaskDocument("1", Text)), cold: false).ToJson());

        Assert.StartsWith("""{"model":null,"documents":[{"id":"1","sentences":[{"text":"Ünïcode""", json, StringComparison.Ordinal);
        Assert.Contains("<b>", json, StringComparison.Ordinal);
        Assert.Equal(Text, (string?)JsonNode.Parse(json)!["documents"]![0]!["sentences"]![0]!["text"]);
    }
}

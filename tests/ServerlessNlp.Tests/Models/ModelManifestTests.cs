using System.Text.Json.Nodes;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tests.Models;

public sealed class ModelManifestTests
{
    private const string Contract = """
        {"name":"sentiment","version":"1","task":"classify","architecture":"albert","precision":"int8","labels":["negative","positive"],"multiLabel":false,
         "maxLength":256,"pooling":null,"normalize":null,"temperature":1.3,"threshold":null,"opset":17,
         "inputs":["input_ids","attention_mask","token_type_ids"],"outputs":["logits"],
         "files":[{"path":"model.onnx","size":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"},{"path":"tokenizer.json","size":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],
         "knownAnswer":{"text":"A fine film.","expect":{"label":"positive","score":0.97},"tolerance":0.01},
         "agreement":{"labels":0.998,"maxDifference":0.03,"texts":1000},"licence":"CC0","trainedOn":["SST-2"]}
        """;

    [Fact]
    public void The_contract_s_manifest_is_read_and_written_as_it_stands()
    {
        var manifest = ModelManifest.Parse(System.Text.Encoding.UTF8.GetBytes(Contract));

        Assert.Equal("sentiment", manifest.Name);
        Assert.Equal(1.3, manifest.Temperature);
        Assert.Equal(new ExpectedAnswer("positive", 0.97), manifest.KnownAnswer!.Expect);
        Assert.Equal(64, manifest.Digest.Length);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Contract), JsonNode.Parse(manifest.ToJson())));
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes_and_so_changes_with_any_of_them()
    {
        var (first, second) = (Parse(json => { }), Parse(json => json["version"] = "2"));

        Assert.NotEqual(first.Digest, second.Digest);
        Assert.Equal(first.Digest, Parse(json => { }).Digest);
    }

    // Each line: a property, a value that it can't have, and a word of the reason.
    [Theory]
    [InlineData("name", "\"../sentiment\"", "name")]
    [InlineData("name", "\"Sentiment\"", "name")]
    [InlineData("name", "null", "name")]
    [InlineData("version", "\"1/2\"", "version")]
    [InlineData("task", "\"translate\"", "task")]
    [InlineData("architecture", "\"\"", "architecture")]
    [InlineData("precision", "\"int2\"", "precision")]
    [InlineData("labels", "[]", "labels")]
    [InlineData("labels", "[\"a\",\"a\"]", "unique")]
    [InlineData("labels", "[\"a\",\" \"]", "label")]
    [InlineData("labels", "[\"a\",null]", "label")]
    [InlineData("labels", "\"a\"", "labels")]
    [InlineData("maxLength", "0", "maxLength")]
    [InlineData("maxLength", "1000000", "maxLength")]
    [InlineData("maxLength", "1.5", "maxLength")]
    [InlineData("pooling", "\"max\"", "pooling")]
    [InlineData("pooling", "\"mean\"", "pooling")]
    [InlineData("normalize", "true", "normalize")]
    [InlineData("temperature", "0", "temperature")]
    [InlineData("temperature", "-1", "temperature")]
    [InlineData("threshold", "1.5", "threshold")]
    [InlineData("thresholds", "[0.5]", "thresholds")]
    [InlineData("opset", "3", "opset")]
    [InlineData("inputs", "[]", "inputs")]
    [InlineData("inputs", "[\"input_ids\",\"input_ids\"]", "unique")]
    [InlineData("inputs", "[\"input_ids\",\"pixels\"]", "inputs")]
    [InlineData("outputs", "[\"start_logits\"]", "outputs")]
    [InlineData("files", "[]", "files")]
    [InlineData("files", "[null]", "file")]
    [InlineData("knownAnswer", "null", "knownAnswer")]
    public void A_value_that_cannot_be_is_refused_with_a_reason(string property, string value, string reason)
    {
        var exception = Assert.Throws<ModelPackageException>(() => Parse(json => json[property] = JsonNode.Parse(value)));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path", "\"../model.onnx\"")]
    [InlineData("path", "\"/etc/passwd\"")]
    [InlineData("path", "\"a/b\"")]
    [InlineData("path", "\"a\\\\b\"")]
    [InlineData("path", "\".hidden\"")]
    [InlineData("path", "\"manifest.json\"")]
    [InlineData("path", "\"tokenizer.json\"")]
    [InlineData("path", "\"TOKENIZER.json\"")]
    [InlineData("path", "\"other.onnx\"")]
    [InlineData("size", "0")]
    [InlineData("size", "-1")]
    [InlineData("size", "9000000000")]
    [InlineData("sha256", "\"abc\"")]
    [InlineData("sha256", "\"ZZZZ000000000000000000000000000000000000000000000000000000000000\"")]
    public void A_file_that_could_lie_elsewhere_or_be_anything_is_refused(string property, string value) =>
        Assert.Throws<ModelPackageException>(() => Parse(json => json["files"]![0]![property] = JsonNode.Parse(value)));

    [Theory]
    [InlineData("expect", "{\"label\":\"neutral\",\"score\":0.9}")]
    [InlineData("expect", "{\"label\":\"positive\"}")]
    [InlineData("expect", "{\"score\":0.9}")]
    [InlineData("text", "\" \"")]
    [InlineData("tolerance", "-1")]
    [InlineData("tolerance", "null")]
    public void A_known_answer_that_shows_nothing_is_refused(string property, string value) =>
        Assert.Throws<ModelPackageException>(() => Parse(json => json["knownAnswer"]![property] = JsonNode.Parse(value)));

    [Theory]
    [InlineData("name")]
    [InlineData("task")]
    [InlineData("maxLength")]
    [InlineData("files")]
    [InlineData("inputs")]
    [InlineData("knownAnswer")]
    public void A_property_that_is_missing_is_named(string property)
    {
        var exception = Assert.Throws<ModelPackageException>(() => Parse(json => json.Remove(property)));

        Assert.Contains(property, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    public void What_is_no_JSON_object_or_holds_a_name_twice_is_refused(string text) =>
        Assert.Throws<ModelPackageException>(() => ModelManifest.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_manifest_of_many_megabytes_is_refused_unread() =>
        Assert.Throws<ModelPackageException>(() => ModelManifest.Parse(new byte[ModelManifest.MaxBytes + 1]));

    [Fact]
    public void What_a_later_version_adds_is_passed_over() => Assert.Equal("sentiment", Parse(json => json["colour"] = "blue").Name);

    private static ModelManifest Parse(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Contract)!.AsObject();
        change(json);
        return ModelManifest.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}

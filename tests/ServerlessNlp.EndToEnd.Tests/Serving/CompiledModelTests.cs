using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Compiler;

namespace ServerlessNlp.EndToEnd.Tests.Serving;

/// <summary>Checkpoints of every architecture and head, compiled and served.</summary>
public sealed class CompiledModelTests
{
    private const string Text = "A good film. Anna met the harbour town, and it was not bad.";

    private static readonly string References = Repository.PathOf("tests", "ServerlessNlp.Compiler.Tests", "References");

    [Fact]
    public async Task Checkpoints_of_every_architecture_and_head_serve_over_http_once_compiled()
    {
        using var folder = new TemporaryFolder();
        var models = Directory.GetDirectories(References).Order(StringComparer.Ordinal).ToDictionary(checkpoint => Path.GetFileName(checkpoint), checkpoint => Compile(checkpoint, folder));
        Assert.True(models.Count >= 20);

        await using var server = await NlpServer.StartAsync(models: folder.Combine("models"));

        foreach (var (model, task) in models)
        {
            foreach (var route in task == "embed" ? ["embed", "compare"] : new[] { task })
            {
                var body = JsonSerializer.Serialize(new { model, documents = new[] { new { text = Text, pair = route == "compare" ? "A bad film." : null, question = route == "answer" ? "who met the town ?" : null } } });
                var response = await server.Client.PostJsonAsync($"/api/v1/{route}", body);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{model}: {await response.Content.ReadAsStringAsync()}");
                AssertAnswered(route, (await response.JsonAsync()).GetProperty("documents")[0]);
            }
        }
    }

    [Fact]
    public async Task A_package_made_by_the_command_is_verified_shown_and_run()
    {
        using var folder = new TemporaryFolder();
        var output = folder.Combine("bert");

        var compiled = await NlpProgram.RunAsync(["compile", Path.Combine(References, "bert-sequence"), "--out", output, "--precision", "fp32", "--tensors-only"]);
        var verified = await NlpProgram.RunAsync(["models", "verify", output]);
        var shown = await NlpProgram.RunAsync(["models", "show", output]);
        var run = await NlpProgram.RunAsync(["models", "run", output, "--inputs", Path.Combine(References, "bert-sequence", "cases.json")]);
        var again = await NlpProgram.RunAsync(["models", "verify", References]);

        Assert.All([compiled, verified, shown, run], result => Assert.True(result.ExitCode == 0, result.Error));
        Assert.NotEqual(0, JsonElement.Parse(run.Output).GetProperty("cases")[0].GetProperty("logits").GetArrayLength());
        Assert.Equal(1, again.ExitCode);
        Assert.DoesNotContain("   at ", again.Error);
    }

    private static string Compile(string checkpoint, TemporaryFolder folder)
    {
        var name = Path.GetFileName(checkpoint);
        var input = Directory.CreateDirectory(folder.Combine("checkpoints", name)).FullName;
        foreach (var file in Directory.GetFiles(checkpoint))
            File.Copy(file, Path.Combine(input, Path.GetFileName(file)));
        File.WriteAllLines(Path.Combine(input, "vocab.txt"), Vocabulary(JsonNode.Parse(File.ReadAllText(Path.Combine(input, "config.json")))!));
        var options = new CompileOptions { Folder = input, Output = folder.Combine("models", name), Pooling = name.Contains("encoder") ? Pooling.Mean : null };
        return ModelCompiler.Compile(options, new Progress<string>(), default).Manifest.Task;
    }

    // As many words as the checkpoint has vectors, with the padding where its config has it.
    private static IEnumerable<string> Vocabulary(JsonNode config)
    {
        string[] special = config["pad_token_id"]?.GetValue<int>() == 1 ? ["[UNK]", "[PAD]", "[CLS]", "[SEP]", "[MASK]"] : ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        var words = "the a film is good bad very not funny harbour town wall storm old and of in was it to . , ? anna met who".Split(' ');
        var size = config["vocab_size"]!.GetValue<int>();
        return special.Concat(words).Concat(Enumerable.Range(0, size).Select(number => $"word{number}")).Take(size);
    }

    private static void AssertAnswered(string route, JsonElement document)
    {
        Assert.Equal(Text.Length, document.GetProperty("coverage").GetProperty("characters").GetInt32());
        switch (route)
        {
            case "classify":
                // A model of several labels may find that none holds, and says so.
                Assert.True(document.GetProperty("labels").GetArrayLength() > 0 || document.GetProperty("abstained").GetBoolean());
                break;
            case "entities" or "answer":
                foreach (var span in document.GetProperty(route == "answer" ? "answers" : route).EnumerateArray())
                    Assert.Equal(span.GetProperty("text").GetString(), Text.Substring(span.GetProperty("offset").GetInt32(), span.GetProperty("length").GetInt32()));
                break;
            case "summarize":
                Assert.All(document.GetProperty("sentences").EnumerateArray().ToArray(), sentence => Assert.InRange(sentence.GetProperty("rankScore").GetDouble(), double.Epsilon, 1));
                Assert.Equal(2, document.GetProperty("sentences").GetArrayLength());
                break;
            case "embed":
                Assert.True(document.GetProperty("embedding").EnumerateArray().All(value => float.IsFinite(value.GetSingle())));
                break;
            default:
                Assert.InRange(document.GetProperty("score").GetDouble(), -1.0001, 1.0001);
                break;
        }
    }
}

using System.Text;
using System.Text.Json;
using ServerlessNlp.Compiler.RawTensors;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Tests;

public sealed class TensorRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Cases_are_answered_in_order_whatever_their_shapes_and_forms()
    {
        var result = Run("""{"cases":[{"input_ids":[[5,6,7]]},{"inputs":{"input_ids":[[5,6,7,0],[8,9,0,0]],"attention_mask":[[1,1,1,0],[1,1,0,0]],"token_type_ids":null}}]}""");
        var logits = result.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("logits")).ToArray();
        Assert.Equal([1, 2], logits.Select(item => item.GetArrayLength()));
        for (var label = 0; label < 3; label++)
            Assert.Equal(logits[0][0][label].GetSingle(), logits[1][0][label].GetSingle(), 1e-5f);
    }

    [Theory]
    [InlineData("""{"cases":[{"attention_mask":[[1]]}]}""", "no input_ids")]
    [InlineData("""{"cases":[{"input_ids":[[1,2],[3]]}]}""", "shape")]
    [InlineData("""{"cases":[{"input_ids":[[1.5]]}]}""", "whole numbers")]
    [InlineData("""{"cases":[{"input_ids":[]}]}""", "empty")]
    [InlineData("""{"cases":[{"input_ids":[[999]]}]}""", "beyond")]
    [InlineData("""{"cases":[{"input_ids":[[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]]}]}""", "22 tokens")]
    [InlineData("""{"case":[]}""", "cases")]
    [InlineData("nonsense", "JSON")]
    public void Inputs_that_cannot_be_run_are_refused_with_their_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<CompilerException>(() => Run(json)).Message);

    [Fact]
    public void An_exported_graph_is_packaged_with_its_outputs_renamed()
    {
        var (folder, output) = (_folder.Of("exported"), _folder.Of("packaged"));
        Compile(_folder.Of("compiled"), ReferenceFolder.Of("albert-sequence"));
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(ReferenceFolder.Of("albert-sequence"), "config.json"), Path.Combine(folder, "config.json"));
        // As an exporter without names has it: the output is called something else.
        var graph = Encoding.Latin1.GetString(File.ReadAllBytes(_folder.Of("compiled", "model.onnx")));
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Encoding.Latin1.GetBytes(graph.Replace("logits", "output")));
        Compile(output, folder);
        Assert.Equal(["logits"], ModelPackage.Open(output).Manifest.Outputs);
        const string Cases = """{"cases":[{"input_ids":[[5,6,7]]}]}""";
        Assert.Equal(Run(_folder.Of("compiled"), Cases), Run(output, Cases));
    }

    public void Dispose() => _folder.Dispose();

    private JsonElement Run(string json)
    {
        Compile(_folder.Of("compiled"), ReferenceFolder.Of("albert-sequence"));
        return JsonElement.Parse(Run(_folder.Of("compiled"), json));
    }

    private static string Run(string package, string json)
    {
        using var results = new MemoryStream();
        TensorRunner.Run(ModelPackage.Open(package), new MemoryStream(Encoding.UTF8.GetBytes(json)), results, CancellationToken.None);
        return Encoding.UTF8.GetString(results.ToArray());
    }

    private static void Compile(string output, string folder) =>
        ModelCompiler.Compile(new CompileOptions { Folder = folder, Output = output, TensorsOnly = true }, new Progress<string>(), CancellationToken.None);
}

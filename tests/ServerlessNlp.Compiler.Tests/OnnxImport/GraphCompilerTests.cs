using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Tests.OnnxImport;

/// <summary>A model.onnx is quantised from the checkpoint that it was exported from, or in its place.</summary>
public sealed class GraphCompilerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _progress = [];

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public void A_checkpoint_is_recovered_from_a_graph_alone(Precision precision)
    {
        var manifest = Compile(ExportedGraphs.Encoder(), precision: precision);
        Assert.Equal("bert", manifest.Architecture);
        Assert.Equal(ExportedGraphs.Positions, manifest.MaxLength);
        Assert.DoesNotContain(_progress, line => line.Contains("in their places"));
        AssertNear(manifest, precision == Precision.Int8 ? 0.999 : 0.98);
    }

    [Fact]
    public void With_a_configuration_so_is_a_classifier()
    {
        var manifest = Compile(ExportedGraphs.Classifier(), ExportedGraphs.Config("no", "yes"));
        Assert.Equal(["no", "yes"], manifest.Labels);
        Assert.DoesNotContain(_progress, line => line.Contains("in their places"));
    }

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public void A_graph_of_no_known_architecture_is_quantised_in_its_place(Precision precision)
    {
        var manifest = Compile(ExportedGraphs.Encoder(named: false), ExportedGraphs.Config(), precision);
        Assert.Contains(_progress, line => line.Contains("in their places"));
        Assert.True(new FileInfo(Path.Combine(_folder.Of("out"), "model.onnx")).Length < ExportedGraphs.Encoder().Length);
        AssertNear(manifest, precision == Precision.Int8 ? 0.999 : 0.98);
    }

    [Fact]
    public void A_configuration_that_makes_another_network_is_noticed()
    {
        Compile(ExportedGraphs.Encoder(), ExportedGraphs.Config().Replace("\"gelu\"", "\"gelu_new\""));
        Assert.Contains(_progress, line => line.Contains("outputs differ"));
    }

    [Fact]
    public void What_a_graph_does_not_tell_is_asked_for_by_name()
    {
        Assert.Contains("id2label", Assert.Throws<CompilerException>(() => Compile(ExportedGraphs.Classifier())).Message);
        Assert.Contains("model_type", Assert.Throws<CompilerException>(() => Compile(ExportedGraphs.Encoder(named: false))).Message);
    }

    [Fact]
    public void A_graph_that_is_quantised_already_is_refused()
    {
        Compile(ExportedGraphs.Encoder());
        var quantised = File.ReadAllBytes(Path.Combine(_folder.Of("out"), "model.onnx"));
        Assert.Contains("quantised already", Assert.Throws<CompilerException>(() => Compile(quantised, ExportedGraphs.Config())).Message);
    }

    [Fact]
    public void Damage_is_refused_or_harmless()
    {
        var whole = ExportedGraphs.Encoder();
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var j = 0; j < 6; j++)
                damaged[random.Next(Math.Min(6000, damaged.Length))] = (byte)random.Next(256);
            var error = Record.Exception(() => Compile(i % 2 == 0 ? damaged : whole[..random.Next(whole.Length)]));
            Assert.True(error is null or CompilerException or ModelPackageException, error?.ToString());
        }
    }

    public void Dispose() => _folder.Dispose();

    private ModelManifest Compile(byte[] graph, string? config = null, Precision precision = Precision.Int8)
    {
        Directory.CreateDirectory(_folder.Of("exported"));
        File.Delete(_folder.Of("exported", "config.json"));
        File.WriteAllBytes(_folder.Of("exported", "model.onnx"), graph);
        if (config is not null)
            File.WriteAllText(_folder.Of("exported", "config.json"), config);
        var options = new CompileOptions { Folder = _folder.Of("exported"), Output = _folder.Of("out"), TensorsOnly = true, Precision = precision, Accept = 0, Pooling = config?.Contains("Sequence") == true ? null : Pooling.Mean };
        return ModelCompiler.Compile(options, new Lines(_progress), CancellationToken.None).Manifest;
    }

    /// <summary>Compares the package with the graph as it came, packaged as it is.</summary>
    private void AssertNear(ModelManifest manifest, double cosine)
    {
        var options = new CompileOptions { Folder = _folder.Of("exported"), Output = _folder.Of("exact"), TensorsOnly = true, Pooling = Pooling.Mean };
        CheckpointCopy.Compile(options);
        using var exact = ModelLoader.Load(ModelPackage.Open(options.Output), InferenceOptions.Default, default);
        using var quantised = ModelLoader.Load(ModelPackage.Open(_folder.Of("out")), InferenceOptions.Default, default);
        long[] ids = [5, 6, 7, 8, 9, 10, 11, 12], mask = [1, 1, 1, 1, 1, 1, 1, 1];
        var batch = new TensorBatch(1, 8, ids, mask, new long[8]);
        var expected = exact.Run(batch, default)[0].Values;
        var actual = quantised.Run(batch, default)[0].Values;
        if (manifest.Outputs[0] == "embeddings")
            expected = [.. Enumerable.Range(0, ExportedGraphs.Size).Select(i => Enumerable.Range(0, 8).Average(token => expected[token * ExportedGraphs.Size + i]))];
        double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
        Assert.InRange(Dot(expected, actual) / Math.Sqrt(Dot(expected, expected) * Dot(actual, actual)), cosine, 1.0001);
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}

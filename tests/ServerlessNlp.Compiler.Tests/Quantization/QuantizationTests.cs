using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Tests.Quantization;

public sealed class QuantizationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("bert-sequence", Precision.Int8)]
    [InlineData("albert-sequence", Precision.Int8)]
    [InlineData("squeezebert-sequence", Precision.Int8)]
    [InlineData("distilbert-sequence", Precision.Int8)]
    [InlineData("bert-sequence", Precision.Int4)]
    [InlineData("albert-sequence", Precision.Int4)]
    [InlineData("squeezebert-sequence", Precision.Int4)]
    public void A_text_gets_the_same_answer_alone_and_in_any_batch(string name, Precision precision)
    {
        using var model = Load(Options(name) with { Precision = precision, Accept = 0 });
        var random = new Random(3);
        var texts = Enumerable.Range(1, 12).Select(length => Enumerable.Range(0, length).Select(_ => (long)random.Next(4, 40)).ToArray()).ToArray();
        var together = Run(model, texts);
        for (var i = 0; i < texts.Length; i++)
        {
            var alone = Run(model, [texts[i]])[0];
            Assert.All(alone.Zip(together[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void A_quantised_package_carries_its_measured_agreement()
    {
        var manifest = Compile(Options("albert-sequence") with { Precision = Precision.Int8, Accept = 0.5 }).Manifest;
        Assert.Equal("int8", manifest.Precision);
        Assert.Equal(200, manifest.Agreement!.Texts);
        Assert.InRange(manifest.Agreement.Labels, 0.9, 1);
        Assert.True(manifest.Agreement.MaxDifference is > 0 and < 0.2);
    }

    [Fact]
    public void A_package_that_agrees_too_little_is_refused_until_the_bar_is_lowered()
    {
        // No rounding to four bits agrees on everything.
        var options = Options("bert-regression-f16") with { Precision = Precision.Int4, Accept = 1 };
        var error = Assert.Throws<CompilerException>(() => Compile(options));
        Assert.Contains("--accept", error.Message);
        Assert.False(Directory.Exists(options.Output));
        Assert.True(Compile(options with { Accept = 0 }).Manifest.Agreement!.Labels < 1);
    }

    [Fact]
    public void Sensitive_matrices_stay_in_full_precision_where_that_buys_agreement()
    {
        var options = Options("bert-regression-f16") with { Precision = Precision.Int4, Accept = 0 };
        var report = Compile(options);
        Assert.NotEmpty(report.KeptHigher);
    }

    [Fact]
    public void Compiling_twice_gives_the_same_bytes()
    {
        var options = Options("albert-groups") with { Precision = Precision.Int8, Accept = 0 };
        Assert.Equal(Compile(options).Manifest.Files[0].Sha256, Compile(options).Manifest.Files[0].Sha256);
    }

    public void Dispose() => _folder.Dispose();

    private CompileOptions Options(string name) => new() { Folder = ReferenceFolder.Of(name), Output = _folder.Of(name), TensorsOnly = true };

    private static CompileReport Compile(CompileOptions options) => ModelCompiler.Compile(options, new Progress<string>(), CancellationToken.None);

    private static Model Load(CompileOptions options)
    {
        Compile(options);
        return ModelLoader.Load(ModelPackage.Open(options.Output), InferenceOptions.Default, CancellationToken.None);
    }

    private static float[][] Run(Model model, long[][] texts)
    {
        var columns = texts.Max(text => text.Length);
        long[] Padded(Func<long, long> value) => [.. texts.SelectMany(text => text.Select(value).Concat(Enumerable.Repeat(0L, columns - text.Length)))];
        var values = model.Run(new TensorBatch(texts.Length, columns, Padded(id => id), Padded(_ => 1), new long[texts.Length * columns]), CancellationToken.None)[0].Values;
        return [.. values.Chunk(values.Length / texts.Length)];
    }
}

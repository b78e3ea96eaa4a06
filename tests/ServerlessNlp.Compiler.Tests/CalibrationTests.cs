using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>What training fitted, in calibration.json beside the weights, goes into the manifest.</summary>
public sealed class CalibrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_calibration_beside_the_weights_reaches_the_manifest()
    {
        var labels = Compile(Copy("""{"temperature": 1.3}""")).Labels.Count;
        var manifest = Compile(Copy($$"""{"temperature": 1.3, "thresholds": [{{string.Join(", ", Enumerable.Range(1, labels).Select(i => $"0.{i}"))}}]}"""));
        Assert.Equal(1.3, manifest.Temperature);
        Assert.Equal(Enumerable.Range(1, labels).Select(i => i / 10.0), manifest.Thresholds!);
    }

    [Fact]
    public void What_the_caller_says_goes_before_the_file()
    {
        var manifest = Compile(Copy("""{"temperature": 1.3, "threshold": 0.4}""") with { Temperature = 2, Threshold = 0.7 });
        Assert.Equal(2, manifest.Temperature);
        Assert.Equal(0.7, manifest.Threshold);
    }

    [Theory]
    [InlineData("""{"temprature": 1.3}""")]
    [InlineData("""{"temperature": "warm"}""")]
    [InlineData("[1.3]")]
    [InlineData("{")]
    public void A_calibration_that_is_not_understood_is_refused(string json) =>
        Assert.Contains("calibration.json", Assert.Throws<CompilerException>(() => Compile(Copy(json))).Message);

    public void Dispose() => _folder.Dispose();

    private CompileOptions Copy(string calibration)
    {
        var copy = _folder.Of("checkpoint");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(ReferenceFolder.Of("albert-sequence")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        File.WriteAllText(Path.Combine(copy, "calibration.json"), calibration);
        return new CompileOptions { Folder = copy, Output = _folder.Of("out"), TensorsOnly = true };
    }

    private static ModelManifest Compile(CompileOptions options) => ModelCompiler.Compile(options, new Progress<string>(), CancellationToken.None).Manifest;
}

using ServerlessNlp.Compiler.Sentences;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>The small checkpoints of References, made by a PyTorch script, against what PyTorch computes.</summary>
public sealed class ReferenceParityTests : IDisposable
{
    private const float LogitTolerance = 2e-5f;
    private const float VectorTolerance = 3e-5f;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> WithHead() => [.. Folders().Where(name => !name.Contains("-encoder"))];

    public static TheoryData<string> Encoders() => [.. Folders().Where(name => name.Contains("-encoder"))];

    [Theory]
    [MemberData(nameof(WithHead))]
    public void Logits_agree_with_PyTorch(string name)
    {
        var difference = Parity.LargestDifference(Options(name));
        Assert.True(difference <= LogitTolerance, $"{name}: {difference:g3}");
    }

    [Theory]
    [MemberData(nameof(Encoders))]
    public void Vectors_agree_with_PyTorch_however_they_are_pooled(string name)
    {
        var options = Options(name);
        var differences = new[]
        {
            Parity.LargestDifference(options, "last_hidden_state"),
            Parity.LargestDifference(options with { Pooling = Pooling.Mean }, "mean"),
            Parity.LargestDifference(options with { Pooling = Pooling.Mean, Normalize = true }, "normalized"),
            Parity.LargestDifference(options with { Pooling = Pooling.Cls }, "cls"),
        };
        Assert.True(differences.Max() <= VectorTolerance, $"{name}: {string.Join(", ", differences.Select(difference => $"{difference:g3}"))}");
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Folders() => Directory.GetDirectories(ReferenceFolder.Path).Select(folder => Path.GetFileName(folder)).Order();

    private CompileOptions Options(string name) => new() { Folder = ReferenceFolder.Of(name), Output = _folder.Of(name), TensorsOnly = true };
}

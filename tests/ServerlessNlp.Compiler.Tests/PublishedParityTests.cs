namespace ServerlessNlp.Compiler.Tests;

/// <summary>Checkpoints as Transformers writes them, against what Transformers computes.</summary>
public sealed class PublishedParityTests : IDisposable
{
    private const float Tolerance = 2e-5f;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Checkpoints() =>
        Repository.SharedData is null ? ["none"] : [.. Directory.GetDirectories(Repository.SharedPath("checkpoints")).Select(folder => Path.GetFileName(folder)).Order()];

    [SharedDataTheory]
    [MemberData(nameof(Checkpoints))]
    public void A_compiled_checkpoint_agrees_with_Transformers(string name)
    {
        var difference = Parity.LargestDifference(Options(name));
        Assert.True(difference <= Tolerance, $"{name}: {difference:g3}");
    }

    [SharedDataTheory]
    [MemberData(nameof(Checkpoints))]
    public void A_quantised_checkpoint_stays_near_Transformers(string name)
    {
        var difference = Parity.LargestDifference(Options(name) with { Precision = Precision.Int8, Accept = 0.9 });
        Assert.True(difference <= 0.2, $"{name}: {difference:g3}");
    }

    public void Dispose() => _folder.Dispose();

    private CompileOptions Options(string name) => new()
    {
        Folder = Repository.SharedPath("checkpoints", name),
        Output = _folder.Of(name.Replace('_', '-')),
        TensorsOnly = true,
    };
}

using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>Checkpoints as Transformers writes them, against what Transformers computes.</summary>
public class PublishedParityTests
{
    private const float Tolerance = 2e-5f;

    public static TheoryData<string> Checkpoints() =>
        Repository.SharedData is null ? ["none"] : [.. Directory.GetDirectories(Repository.SharedPath("checkpoints")).Select(folder => Path.GetFileName(folder)).Order()];

    [SharedDataTheory]
    [MemberData(nameof(Checkpoints))]
    public void A_compiled_checkpoint_agrees_with_Transformers(string name)
    {
        var folder = Repository.SharedPath("checkpoints", name);
        var difference = Parity.LargestDifference(folder, new FloatMatrixWriter());
        Assert.True(difference <= Tolerance, $"{name}: {difference:g3}");
    }
}

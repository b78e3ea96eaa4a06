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

    [SharedDataTheory]
    [MemberData(nameof(Checkpoints))]
    public void Tmp8(string name)
    {
        var folder = Repository.SharedPath("checkpoints", name);
        var f = Parity.LargestDifference(folder, new FloatMatrixWriter());
        var d8 = Parity.LargestDifference(folder, new ServerlessNlp.Compiler.Quantization.Int8MatrixWriter());
        var d4 = Parity.LargestDifference(folder, new ServerlessNlp.Compiler.Quantization.Int4MatrixWriter());
        Assert.Fail($"{name}: fp32 {f:g3} int8 {d8:g3} int4 {d4:g3}");
    }
}

using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Running;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>Compiles a checkpoint and compares it with its reference cases, where the mask is 1.</summary>
internal static class Parity
{
    public static float LargestDifference(string folder, IMatrixWriter matrices, NetworkHead? head = null, string cases = "cases.json")
    {
        var config = ModelConfig.Load(folder);
        using var weights = Checkpoint.Open(folder);
        var compiled = NetworkCompiler.Compile(config, weights, head ?? new NetworkHead(NetworkHead.KindOf(config)), matrices);
        using var session = new GraphSession(compiled.ToBytes());
        return ReferenceCase.Read(Path.Combine(folder, cases)).Max(reference => Difference(reference, session.Run(reference.Inputs)));
    }

    private static float Difference(ReferenceCase reference, Dictionary<string, FloatTensor> outputs)
    {
        var largest = 0f;
        foreach (var (name, expected) in reference.Expected)
        {
            var actual = outputs[name];
            Assert.Equal(expected.Length, actual.Values.Length);
            var perToken = actual.Shape.Length > 1 && actual.Shape[1] == reference.Inputs.Length && (actual.Shape.Length == 3 || name.EndsWith("_logits", StringComparison.Ordinal));
            var size = perToken ? expected.Length / reference.Inputs.Mask.Length : expected.Length;
            for (var i = 0; i < expected.Length; i++)
            {
                if (perToken && reference.Inputs.Mask[i / size] == 0)
                    continue;
                Assert.True(float.IsFinite(actual.Values[i]));
                largest = Math.Max(largest, Math.Abs(actual.Values[i] - expected[i]));
            }
        }
        return largest;
    }
}

using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>Compiles a checkpoint into a package, runs it as a server would, and compares it with its reference cases where the mask is 1.</summary>
internal static class Parity
{
    /// <summary>The largest difference of any output; an encoder's only output is compared with the reference of the given name.</summary>
    public static float LargestDifference(CompileOptions options, string? expectedName = null)
    {
        ModelCompiler.Compile(options, new Progress<string>(), CancellationToken.None);
        using var model = ModelLoader.Load(ModelPackage.Open(options.Output), InferenceOptions.Default, CancellationToken.None);
        return ReferenceCase.Read(Path.Combine(options.Folder, "cases.json"))
            .Select(reference => expectedName is null ? reference : reference with { Expected = new Dictionary<string, float[]> { [model.Manifest.Outputs[0]] = reference.Expected[expectedName] } })
            .Max(reference => Difference(reference, model.Run(reference.Inputs, CancellationToken.None)));
    }

    private static float Difference(ReferenceCase reference, IReadOnlyList<OutputTensor> outputs)
    {
        var largest = 0f;
        foreach (var (name, expected) in reference.Expected)
        {
            var actual = outputs.Single(output => output.Name == name);
            Assert.Equal(expected.Length, actual.Values.Length);
            var perToken = actual.Shape.Count == 3 || name.EndsWith("t_logits", StringComparison.Ordinal) || name.EndsWith("d_logits", StringComparison.Ordinal);
            var size = perToken ? expected.Length / reference.Inputs.AttentionMask.Length : expected.Length;
            for (var i = 0; i < expected.Length; i++)
            {
                if (perToken && reference.Inputs.AttentionMask[i / size] == 0)
                    continue;
                Assert.True(float.IsFinite(actual.Values[i]));
                largest = Math.Max(largest, Math.Abs(actual.Values[i] - expected[i]));
            }
        }
        return largest;
    }
}

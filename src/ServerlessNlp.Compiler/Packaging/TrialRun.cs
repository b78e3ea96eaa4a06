using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>Runs a graph that is not packaged yet.</summary>
internal static class TrialRun
{
    /// <summary>Loads the graph as a server would, and runs every input by itself; gives the manifest's outputs for each.</summary>
    public static IReadOnlyList<float[][]> Run(CompiledNetwork network, ModelManifest manifest, string output, IReadOnlyList<GateInput> inputs, CancellationToken cancellationToken)
    {
        using var staged = new StagedPackage(output);
        staged.Add(ModelManifest.ModelFileName, network.Write);
        using var model = Model.Load(staged.Describe(manifest), InferenceOptions.Default, cancellationToken);
        return [.. inputs.Select(input => Run(model, input, cancellationToken))];
    }

    private static float[][] Run(Model model, GateInput input, CancellationToken cancellationToken)
    {
        var mask = Enumerable.Repeat(1L, input.Ids.Length).ToArray();
        return [.. model.Run(new TensorBatch(1, input.Ids.Length, input.Ids, mask, input.TokenTypes), cancellationToken).Select(output => output.Values)];
    }
}

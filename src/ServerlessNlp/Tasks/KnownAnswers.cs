using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks;

/// <summary>Runs known answers: at load to check a package, in the compiler to write one.</summary>
public static class KnownAnswers
{
    /// <summary>What a model answers to a manifest's input; null where it finds nothing (no entity, no answer) or what is not a number.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The text, and the pair or question that its task needs; what it expects is not looked at.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ExpectedAnswer? Measure(Model model, KnownAnswer input, CancellationToken cancellationToken) =>
        NlpTask.Showing(model.Manifest).Measure(model, input, cancellationToken);

    /// <summary>Runs the manifest's known answer.</summary>
    /// <exception cref="ModelPackageException">The model answers something else.</exception>
    internal static void Check(Model model, CancellationToken cancellationToken)
    {
        if (model.Manifest.KnownAnswer is not { } known)
            return;

        var expected = known.Expect;
        var measured = Measure(model, known, cancellationToken);
        if (measured is null || measured.Label != expected.Label || measured.Offset != expected.Offset || measured.Length != expected.Length)
            throw new ModelPackageException("The model gives another answer to its known input than its manifest says. Compile or publish the package again.");
        if (!(Math.Abs(measured.Score!.Value - expected.Score!.Value) <= known.Tolerance))
            throw new ModelPackageException($"The model's score for its known input differs from the manifest's by more than {known.Tolerance}. Compile or publish the package again.");
    }
}

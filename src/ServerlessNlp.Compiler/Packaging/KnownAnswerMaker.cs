using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>Finds an input with a clear answer, for the manifest: the package is checked with it whenever it is loaded.</summary>
internal static class KnownAnswerMaker
{
    private const double Tolerance = 0.01;

    private static readonly string[] Texts =
    [
        "The film is a delight from the first scene to the last, and the acting is superb.",
        "A dull and lifeless story; I wanted my money back.",
        "Angela Merkel met Barack Obama in Berlin, and Siemens announced a new factory in Texas.",
        "The Nile flows through Egypt. It is the longest river in Africa and ends in the Mediterranean Sea.",
        "Congratulations, you have won a free prize! Call now to claim it.",
        "Shares of the bank fell by three percent after its quarterly report.",
    ];

    private const string Question = "Where does the Nile end?";

    /// <summary>An answer that is well-formed but not measured, for the manifest under which the model is loaded to measure it.</summary>
    public static KnownAnswer Placeholder(ModelManifest manifest) => Input(manifest.Kind, Texts[0]) with
    {
        Expect = new ExpectedAnswer(manifest.Labels.Count > 0 ? manifest.Labels[0] : null, 0, 0, 1),
    };

    /// <summary>Of several inputs the one that is answered with the highest score.</summary>
    /// <exception cref="CompilerException">The model answers none of them.</exception>
    public static KnownAnswer Measure(ModelPackage package, CancellationToken cancellationToken)
    {
        using var model = Model.Load(package, InferenceOptions.Default, cancellationToken);
        var answered = Texts
            .Select(text => Input(model.Manifest.Kind, text))
            .Distinct()
            // Every text is exactly like itself: that would say nothing about the model.
            .Where(input => input.Pair != input.Text)
            .Select(input => KnownAnswers.Measure(model, input, cancellationToken) is { } answer ? input with { Expect = answer } : null)
            .Where(known => known is not null);
        return answered.MaxBy(known => known!.Expect.Score)
            ?? throw new CompilerException("The model finds no answer in any of the compiler's sample texts, so that no known answer can be written: is it trained?");
    }

    private static KnownAnswer Input(ModelTask task, string text) => new(
        task.KnownAnswer.HasFlag(KnownAnswerParts.Sentences) ? string.Join(' ', Texts) : text, new ExpectedAnswer(), Tolerance,
        Pair: task.KnownAnswer.HasFlag(KnownAnswerParts.Pair) ? Texts[1] : null,
        Question: task.KnownAnswer.HasFlag(KnownAnswerParts.Question) ? Question : null);
}

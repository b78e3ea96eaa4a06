using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Heads;

/// <summary>The head that is compiled, with the steps from an encoder's tokens to one vector.</summary>
internal sealed record NetworkHead(HeadKind Kind, params IReadOnlyList<SentenceStep> Steps)
{
    /// <summary>The head of the class that the checkpoint was saved from.</summary>
    /// <exception cref="CompilerException">The class has a head that is not supported.</exception>
    public static HeadKind KindOf(ModelConfig config)
    {
        var name = config.Architecture ?? "";
        if (name.EndsWith("ForSequenceClassification", StringComparison.Ordinal))
            return HeadKind.Sequence;
        if (name.EndsWith("ForTokenClassification", StringComparison.Ordinal))
            return HeadKind.Token;
        if (name.EndsWith("ForQuestionAnswering", StringComparison.Ordinal) || name.EndsWith("ForQuestionAnsweringSimple", StringComparison.Ordinal))
            return HeadKind.Span;
        if (name.Length == 0 || name.EndsWith("Model", StringComparison.Ordinal) || name.EndsWith("ForMaskedLM", StringComparison.Ordinal) || name.EndsWith("ForPreTraining", StringComparison.Ordinal))
            return HeadKind.Encoder;
        throw new CompilerException($"The checkpoint is a {Printable.Name(name)}, whose head is not supported: sequence classification, token classification, question answering and encoders are. Name one with --task if the checkpoint has it.");
    }
}

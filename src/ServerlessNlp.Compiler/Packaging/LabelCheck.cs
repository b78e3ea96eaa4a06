using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>Refuses labels that the engine would read as something else than they were trained for.</summary>
internal static class LabelCheck
{
    /// <exception cref="CompilerException">The labels do not fit the task.</exception>
    public static void Refuse(ModelConfig config, ModelTask task, bool tensorsOnly)
    {
        if (task.Head == HeadKind.Sequence && config.ProblemType == "regression" && config.Labels.Count > 1)
            throw new CompilerException($"The checkpoint is a regression with {config.Labels.Count} outputs. A package gives either one number or scores of labels, and would turn these numbers into scores: compile a model with one output.");
        // Without a tokenizer nothing but numbers comes out, and labels of any kind will do.
        if (!task.IsTagging || tensorsOnly)
            return;
        if (TagScheme.Fault(config.Labels) is { } fault)
            throw new CompilerException($"config.json's id2label cannot be read as tags: {fault}.");
        if (!config.Labels.Contains(TagScheme.Outside))
            throw new CompilerException($"config.json's id2label has no {TagScheme.Outside} for words that are no entity: name it there, as in {{\"0\":\"O\",\"1\":\"B-PER\",\"2\":\"I-PER\"}}. A model that tags every word, such as one for parts of speech, is not supported.");
    }
}

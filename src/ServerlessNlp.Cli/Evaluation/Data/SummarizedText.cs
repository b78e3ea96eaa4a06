using ServerlessNlp.Summarization;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>A text and its reference summaries.</summary>
internal sealed record SummarizedText(string Text, IReadOnlyList<string> References)
{
    /// <summary>Reads an object with <c>text</c> or <c>article</c>, and <c>summary</c> or <c>summaries</c>.</summary>
    /// <exception cref="CliException">It is not of that form.</exception>
    public static SummarizedText Parse(DataUnit unit)
    {
        if (unit.Form != DataForm.Json)
            throw unit.NotFor("summarize", ".jsonl");
        var json = unit.Json();
        var references = unit.OptionalStrings(json, "summaries") ?? [unit.String(json, "summary")];
        return references.Length > 0
            ? new SummarizedText(unit.OptionalString(json, "article") ?? unit.String(json, "text"), references)
            : throw unit.Error("has no summary");
    }

    /// <summary>As many sentences as the reference has: those of the text that stand in it, or where it is in other words its own.</summary>
    public int SentenceCount(IReadOnlyList<TextSpan> sentences)
    {
        var reference = References[0];
        var extracted = sentences.Count(sentence => reference.Contains(sentence.Of(Text).ToString(), StringComparison.Ordinal));
        return Math.Max(1, extracted > 0 ? extracted : SentenceSegmenter.Segment(reference).Count);
    }
}

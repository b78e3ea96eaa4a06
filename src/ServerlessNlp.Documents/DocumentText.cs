using ServerlessNlp.Tasks;

namespace ServerlessNlp.Documents;

/// <summary>The text of a document: what tasks are given, and what their offsets are into.</summary>
/// <param name="Text">The text.</param>
/// <param name="Format">How it was read: the name of its format (docs/documents.md), such as <c>text</c> or <c>pdf</c>.</param>
/// <param name="Charset">The charset that its bytes were read in, by its IANA name; null where the format has none of its own.</param>
/// <param name="Warnings">What was guessed, damaged or left out; mostly empty. They go into the answer's.</param>
public sealed record DocumentText(string Text, string Format, string? Charset, IReadOnlyList<TaskWarning> Warnings);

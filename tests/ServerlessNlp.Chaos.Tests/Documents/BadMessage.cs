namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>A message that can never be worked on.</summary>
/// <param name="QueueText">What is put into the queue.</param>
/// <param name="Code">The reason that it must get.</param>
/// <param name="Item">Its work item, or null where it can't be read at all.</param>
/// <param name="Blob">The document to upload first, or null.</param>
/// <param name="Text">That document's text.</param>
internal sealed record BadMessage(string QueueText, string Code, int? Item = null, string? Blob = null, string? Text = null);

namespace ServerlessNlp.Storage.Work;

/// <summary>A message as the queue delivered it.</summary>
/// <param name="MessageId">The queue's id of the message.</param>
/// <param name="Text">What stands in the queue.</param>
/// <param name="IsLast">Whether the host gives up if this delivery fails.</param>
public sealed record Delivery(string MessageId, string Text, bool IsLast);

namespace ServerlessNlp.Storage.Work;

/// <summary>A message as the queue delivered it.</summary>
/// <param name="MessageId">The queue's id of the message.</param>
/// <param name="Text">What stands in the queue.</param>
/// <param name="IsLast">Whether the host gives up if this delivery fails.</param>
/// <param name="InsertedOn">When it was put into the queue, where that is known.</param>
public sealed record Delivery(string MessageId, string Text, bool IsLast, DateTimeOffset? InsertedOn = null);

namespace ServerlessNlp.Service.Queue;

/// <summary>A message as the queue delivered it.</summary>
/// <param name="MessageId">The queue's id of the message.</param>
/// <param name="Text">What stands in the queue.</param>
/// <param name="DequeueCount">How often it was delivered, this time included.</param>
/// <param name="MaxDequeueCount">How often the host delivers it before it sets it aside itself.</param>
/// <param name="InsertedOn">When it was put into the queue, where that is known.</param>
public sealed record Delivery(string MessageId, string Text, long DequeueCount, int MaxDequeueCount, DateTimeOffset? InsertedOn = null)
{
    /// <summary>Whether nobody has had it before.</summary>
    public bool IsFirst => DequeueCount <= 1;

    /// <summary>Whether the host is about to set it aside by itself, without a reason.</summary>
    public bool IsNearLimit => !IsFirst && DequeueCount >= MaxDequeueCount - 1;
}

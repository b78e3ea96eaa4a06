namespace ServerlessNlp.Service.Queue;

/// <summary>A message as the queue delivered it.</summary>
/// <param name="MessageId">The queue's id of the message.</param>
/// <param name="Text">What stands in the queue.</param>
/// <param name="DequeueCount">How often it was delivered, this time included.</param>
/// <param name="MaxDequeueCount">How often the host delivers it before it sets it aside itself.</param>
/// <param name="InsertedOn">When it was put into the queue, where that is known.</param>
public sealed record Delivery(string MessageId, string Text, long DequeueCount, int MaxDequeueCount, DateTimeOffset? InsertedOn = null)
{
    /// <summary>Whether this is the last attempt. The delivery after it is kept for telling why all attempts failed.</summary>
    public bool IsLastAttempt => DequeueCount >= MaxDequeueCount - 1;

    /// <summary>Whether every attempt has ended without a word: each time, the worker died.</summary>
    public bool IsSpent => MaxDequeueCount > 1 && DequeueCount >= MaxDequeueCount;
}

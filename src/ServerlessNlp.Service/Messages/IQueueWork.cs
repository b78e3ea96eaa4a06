namespace ServerlessNlp.Service.Messages;

/// <summary>What a message of the queue <c>documents</c> asks for: a <see cref="WorkMessage"/> or a <see cref="JobMessage"/>.</summary>
public interface IQueueWork
{
    /// <summary>The job, or null for a document on its own.</summary>
    string? Job { get; }
}

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>One thing that the sender does.</summary>
internal abstract record Step
{
    /// <summary>Uploads a version of a document, and sends its message so many times at once.</summary>
    internal sealed record Submit(ChaosDocument Document, int Version, int Copies) : Step;

    /// <summary>Sends the message of a version once more.</summary>
    internal sealed record SendAgain(ChaosDocument Document, int Version) : Step;

    /// <summary>Uploads the documents of a job and asks for it.</summary>
    internal sealed record Create(ChaosJob Job) : Step;

    /// <summary>Sends a message that can never be worked on.</summary>
    internal sealed record SendBad(BadMessage Message) : Step;
}

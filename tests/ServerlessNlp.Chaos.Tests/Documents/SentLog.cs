namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>What storage acknowledged to the sender.</summary>
internal sealed class SentLog
{
    private readonly Dictionary<(ChaosDocument Document, int Version), string> _etags = [];
    private readonly Dictionary<string, BadMessage> _bad = [];

    /// <summary>The etag of each uploaded version.</summary>
    public IReadOnlyDictionary<(ChaosDocument Document, int Version), string> ETags => _etags;

    /// <summary>The bad messages by the id that the queue gave them.</summary>
    public IReadOnlyDictionary<string, BadMessage> Bad => _bad;

    /// <summary>The ids of the jobs by their keys.</summary>
    public Dictionary<string, string> Jobs { get; } = [];

    /// <summary>How many messages were sent.</summary>
    public int Messages { get; private set; }

    public void Uploaded(ChaosDocument document, int version, string etag) => _etags[(document, version)] = etag;

    public void Sent() => Messages++;

    public void Sent(BadMessage message, string messageId)
    {
        Messages++;
        _bad[messageId] = message;
    }
}

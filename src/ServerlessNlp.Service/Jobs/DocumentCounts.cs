using System.Globalization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>How many documents ended how. Kept as metadata of markers, so that a listing counts a job without reading it.</summary>
/// <param name="Succeeded">Documents with results.</param>
/// <param name="Failed">Documents with an error.</param>
/// <param name="Superseded">Documents that had changed when their turn came.</param>
/// <param name="Cancelled">Documents whose job was cancelled before their turn came.</param>
public sealed record DocumentCounts(int Succeeded = 0, int Failed = 0, int Superseded = 0, int Cancelled = 0)
{
    /// <summary>No documents.</summary>
    public static DocumentCounts None { get; } = new();

    /// <summary>All of them.</summary>
    public int Total => Succeeded + Failed + Superseded + Cancelled;

    /// <summary>So many documents of one outcome.</summary>
    public static DocumentCounts Of(WorkOutcome outcome, int documents) => outcome switch
    {
        WorkOutcome.Succeeded => new(Succeeded: documents),
        WorkOutcome.Failed => new(Failed: documents),
        WorkOutcome.Superseded => new(Superseded: documents),
        WorkOutcome.Cancelled => new(Cancelled: documents),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>Adds two counts.</summary>
    public static DocumentCounts operator +(DocumentCounts left, DocumentCounts right) =>
        new(left.Succeeded + right.Succeeded, left.Failed + right.Failed, left.Superseded + right.Superseded, left.Cancelled + right.Cancelled);

    /// <summary>The counts as a blob's metadata.</summary>
    internal IDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["succeeded"] = Text(Succeeded),
        ["failed"] = Text(Failed),
        ["superseded"] = Text(Superseded),
        ["cancelled"] = Text(Cancelled),
    };

    /// <summary>The counts that a blob's metadata hold.</summary>
    internal static DocumentCounts FromMetadata(IDictionary<string, string> metadata) =>
        new(Number(metadata, "succeeded"), Number(metadata, "failed"), Number(metadata, "superseded"), Number(metadata, "cancelled"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(IDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
}

using System.Globalization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>How large a job is. Kept as metadata of its plan, so that nobody reads the plan for it.</summary>
/// <param name="Items">Work items.</param>
/// <param name="Documents">Documents in them.</param>
public sealed record JobSize(int Items, int Documents)
{
    internal IDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["items"] = Items.ToString(CultureInfo.InvariantCulture),
        ["documents"] = Documents.ToString(CultureInfo.InvariantCulture),
    };

    internal static JobSize FromMetadata(IDictionary<string, string> metadata) =>
        new(int.Parse(metadata["items"], CultureInfo.InvariantCulture), int.Parse(metadata["documents"], CultureInfo.InvariantCulture));
}

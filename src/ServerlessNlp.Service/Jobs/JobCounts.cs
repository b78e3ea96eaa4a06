
namespace ServerlessNlp.Service.Jobs;

/// <summary>How far a job is, in documents.</summary>
/// <param name="Total">All of them; 0 until the job is planned.</param>
/// <param name="Succeeded">Documents with results.</param>
/// <param name="Failed">Documents with an error.</param>
/// <param name="Superseded">Documents that had changed when their turn came.</param>
/// <param name="Cancelled">Documents whose turn did not come.</param>
/// <param name="Pending">Documents whose turn is still to come.</param>
public sealed record JobCounts(int Total, int Succeeded, int Failed, int Superseded, int Cancelled, int Pending)
{
    internal static JobCounts Of(int total, DocumentCounts done) =>
        new(total, done.Succeeded, done.Failed, done.Superseded, done.Cancelled, total - done.Total);
}

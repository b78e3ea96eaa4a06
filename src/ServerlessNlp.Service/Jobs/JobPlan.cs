using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A job divided into work items: <c>jobs/{id}/plan.json</c>, written once, so that planning twice makes the same items.</summary>
/// <param name="Items">The work items, in the order of the documents.</param>
public sealed record JobPlan(IReadOnlyList<WorkItem> Items)
{
    /// <summary>How large it is.</summary>
    [JsonIgnore]
    public JobSize Size => new(Items.Count, Items.Sum(item => item.Documents));
}

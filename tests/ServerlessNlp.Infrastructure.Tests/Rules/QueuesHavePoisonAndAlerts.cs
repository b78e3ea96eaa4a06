using System.Text.Json;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Every queue has its poison twin, and an alert each for poison, for waiting and for standing still.</summary>
internal sealed class QueuesHavePoisonAndAlerts : TemplateRule
{
    private const string Suffix = "-poison";

    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        var queues = workspace.WorkQueues.ToDictionary(queue => queue.Name);
        var alerts = workspace.Deployed("Microsoft.Insights/scheduledQueryRules").ToList();
        var watched = alerts.SelectMany(alert => alert["properties.criteria.allOf"]!.Value.EnumerateArray()).Select(criterion => criterion.GetProperty("query").GetString()!).ToList();
        foreach (var (name, queue) in queues.Where(queue => !queue.Key.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            if (!queues.ContainsKey(name + Suffix))
                yield return At(queue, $"The queue {name} has no twin {name + Suffix}.");
            foreach (var part in new[] { $"\"/{name}{Suffix}\"", $"[\"queue\"]) == \"{name}\"", $"\"/{name}\"" }.Where(part => !watched.Any(query => query.Contains(part, StringComparison.Ordinal))))
                yield return At(queue, $"No alert of the queue {name} has {part} in its query.");
        }
        foreach (var name in queues.Keys.Where(name => name.EndsWith(Suffix, StringComparison.Ordinal) && !queues.ContainsKey(name[..^Suffix.Length])))
            yield return At(queues[name], $"{name} is the twin of no queue.");
        foreach (var alert in alerts.Where(alert => alert["properties.actions.actionGroups"] is not { ValueKind: JsonValueKind.Array } people || people.GetArrayLength() == 0))
            yield return At(alert, "This alert tells nobody.");
    }
}

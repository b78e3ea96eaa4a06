using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Every queue has its poison twin, and an alert each for poison, for waiting and for standing still.</summary>
internal sealed class QueuesHavePoisonAndAlerts : Rule
{
    private const string Suffix = "-poison";

    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        var queues = workspace.Deployed("Microsoft.Storage/storageAccounts/queueServices/queues").ToDictionary(queue => queue.Name);
        var alerts = workspace.Deployed("Microsoft.Insights/scheduledQueryRules").ToList();
        foreach (var (name, queue) in queues.Where(queue => !queue.Key.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            if (!queues.ContainsKey(name + Suffix))
                yield return At(queue, $"The queue {name} has no twin {name + Suffix}.");
            foreach (var watched in new[] { $"\"/{name}{Suffix}\"", $"[\"queue\"]) == \"{name}\"", $"\"/{name}\"" })
            {
                if (!alerts.Any(alert => Query(alert).Contains(watched)))
                    yield return At(queue, $"No alert of the queue {name} has {watched} in its query.");
            }
        }
        foreach (var name in queues.Keys.Where(name => name.EndsWith(Suffix, StringComparison.Ordinal) && !queues.ContainsKey(name[..^Suffix.Length])))
            yield return At(queues[name], $"{name} is the twin of no queue.");
        foreach (var alert in alerts.Where(alert => alert["properties.actions.actionGroups"] is not List<object?> { Count: > 0 }))
            yield return At(alert, "This alert tells nobody.");
    }

    private static string Query(DeployedResource alert) =>
        ((alert["properties.criteria.allOf"] as List<object?>)?[0] as Dictionary<string, object?>)?.GetValueOrDefault("query") as string ?? "";
}

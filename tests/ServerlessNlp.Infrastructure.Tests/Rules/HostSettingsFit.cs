using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>host.json has its queue settings where the host looks for them, small enough for work that is bound by CPU, and KEDA scales by the same batch.</summary>
internal sealed partial class HostSettingsFit : Rule
{
    private const int MostAtATime = 8;

    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        if (Get(workspace.Host, "extensions", "queues") is not { } queues)
        {
            yield return In("host.json", "Queue settings belong under extensions.queues: elsewhere the host ignores them.");
            yield break;
        }
        if (Number(queues, "batchSize") is not { } batch || Number(queues, "newBatchThreshold") is not { } threshold)
            yield return In("host.json", "batchSize and newBatchThreshold must both be said: the default threshold grows with the processors.");
        else
        {
            if (batch + threshold > MostAtATime)
                yield return In("host.json", $"An instance would work on {batch + threshold} messages at a time; more than {MostAtATime} only makes each slower.");
            foreach (var length in QueueLength().Matches(workspace.Read("infra/kubernetes/worker.yaml") + workspace.Read("infra/kubernetes/containerapp.yaml")).Select(match => match.Groups[1].Value).Where(length => length != $"{batch}"))
                yield return In("infra/kubernetes", $"queueLength is {length}, and batchSize in host.json {batch}: the same in Azure and here.");
        }
        if (Get(queues, "messageEncoding")?.GetString() is not ("base64" or "none"))
            yield return In("host.json", "messageEncoding must be said.");
        if (Get(workspace.Host, "telemetryMode")?.GetString() != "OpenTelemetry")
            yield return In("host.json", "telemetryMode must be OpenTelemetry.");
        if (Get(workspace.Host, "extensions", "http", "routePrefix")?.GetString() != "")
            yield return In("host.json", "extensions.http.routePrefix must be empty: routes are written in full in code.");
    }

    private static JsonElement? Get(JsonElement element, params string[] path)
    {
        foreach (var key in path)
        {
            if (!element.TryGetProperty(key, out element))
                return null;
        }
        return element;
    }

    private static int? Number(JsonElement element, string name) => Get(element, name)?.GetInt32();

    [GeneratedRegex(@"queueLength: ""?(\d+)")]
    private static partial Regex QueueLength();
}

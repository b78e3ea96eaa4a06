using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Queues, containers, connections and settings have the same names in Bicep, in code and wherever else they stand.</summary>
internal sealed partial class NamesAgree : TemplateRule
{
    private const string App = "infra/modules/functionApp.bicep";

    // Not the app's: the code it runs from, and the events that could not be delivered.
    private static readonly string[] PlatformContainers = ["packages", "dead-letters"];

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        Queues(workspace).Concat(Containers(workspace)).Concat(Connections(workspace)).Concat(Settings(workspace)).Concat(Events(workspace)).Concat(References(workspace)).Concat(Elsewhere(workspace));

    private IEnumerable<Finding> Queues(Workspace workspace) =>
        Difference("queue", workspace.WorkQueues.Select(queue => queue.Name).Where(name => !name.EndsWith("-poison", StringComparison.Ordinal)), workspace.Code.Queues);

    private IEnumerable<Finding> Containers(Workspace workspace) =>
        Difference("container", Names(workspace, "Microsoft.Storage/storageAccounts/blobServices/containers").Except(PlatformContainers), workspace.Code.Containers);

    private IEnumerable<Finding> Difference(string kind, IEnumerable<string> bicep, IEnumerable<string> code) =>
        bicep.Except(code).Select(name => In("infra/main.bicep", $"The {kind} {name} is in no code."))
            .Concat(code.Except(bicep).Select(name => In("infra/main.bicep", $"The {kind} {name} of the code is not deployed.")));

    /// <summary>A connection that a trigger or a setting names has the addresses that it is used for.</summary>
    private IEnumerable<Finding> Connections(Workspace workspace)
    {
        var settings = workspace.AppSettings;
        foreach (var name in workspace.Code.Connections.Where(name => !settings.ContainsKey($"{name}__queueServiceUri")))
            yield return In(App, $"A trigger uses the connection {name}, and {name}__queueServiceUri is not set.");
        foreach (var setting in new[] { "Nlp__DocumentStorage", "Nlp__ModelStorage" }.Where(setting => !settings.ContainsKey($"{settings.GetValueOrDefault(setting)}__blobServiceUri")))
            yield return In(App, $"{setting} names no connection with a __blobServiceUri.");
    }

    private IEnumerable<Finding> Settings(Workspace workspace) =>
        from name in workspace.AppSettings.Keys
        where name.StartsWith("Nlp__", StringComparison.Ordinal) && !workspace.Code.Settings.Contains(name[5..])
        select In(App, $"The code has no setting {name}.");

    private IEnumerable<Finding> Events(Workspace workspace)
    {
        var queues = Names(workspace, "Microsoft.Storage/storageAccounts/queueServices/queues");
        var containers = Names(workspace, "Microsoft.Storage/storageAccounts/blobServices/containers");
        foreach (var subscription in workspace.Deployed("Microsoft.EventGrid/systemTopics/eventSubscriptions"))
        {
            var queue = subscription.Text("properties.deliveryWithResourceIdentity.destination.properties.queueName") ?? "";
            if (!queues.Contains(queue))
                yield return At(subscription, $"Events go to the queue {queue}, which is not deployed.");
            var lost = subscription.Text("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName") ?? "";
            if (!containers.Contains(lost))
                yield return At(subscription, $"Lost events go to the container {lost}, which is not deployed.");
            if (!containers.Contains(subscription.Text("properties.filter.subjectBeginsWith")?.Split('/').ElementAtOrDefault(4) ?? ""))
                yield return At(subscription, "The container that is watched is not deployed.");
        }
    }

    /// <summary>What a resource names by its id is deployed as well.</summary>
    private IEnumerable<Finding> References(Workspace workspace)
    {
        var subnets = from network in workspace.Deployed("Microsoft.Network/virtualNetworks")
                      from subnet in network["properties.subnets"]!.Value.EnumerateArray()
                      select $"{network.Id}/subnets/{subnet.GetProperty("name").GetString()}";
        var deployed = workspace.Resources.Select(resource => resource.Id).Concat(subnets).ToHashSet();
        return from resource in workspace.Resources
               from id in ResourceId().Matches(resource.Body.GetRawText()).Select(match => match.Value).Distinct()
               where !deployed.Contains(id) && !id.Contains("/providers/Microsoft.Authorization/", StringComparison.Ordinal)
               select At(resource, $"{id} is not deployed.");
    }

    /// <summary>Other homes and documentation name the same queue, connection and settings.</summary>
    private IEnumerable<Finding> Elsewhere(Workspace workspace)
    {
        var names = new SharedNames(workspace);
        return names.Unknown().Select(unknown => In(unknown.File, $"{unknown.Name} is not a name of the code.", unknown.Line));
    }

    private static HashSet<string> Names(Workspace workspace, string type) => [.. workspace.Deployed(type).Select(resource => resource.Name)];

    [GeneratedRegex(@"/subscriptions/[\w-]+/resourceGroups/[\w-]+/providers/[\w./-]+")]
    private static partial Regex ResourceId();
}

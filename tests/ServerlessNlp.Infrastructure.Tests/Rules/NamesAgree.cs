namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Queues, containers, connections and settings have the same names in Bicep, in code and wherever else they stand.</summary>
internal sealed class NamesAgree : Rule
{
    private const string App = "infra/modules/functionApp.bicep";

    // Not the app's: the code it runs from, and the events that could not be delivered.
    private static readonly string[] PlatformContainers = ["packages", "dead-letters"];

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        Queues(workspace).Concat(Containers(workspace)).Concat(Connections(workspace)).Concat(Settings(workspace)).Concat(Events(workspace)).Concat(Roles(workspace)).Concat(Elsewhere(workspace));

    private IEnumerable<Finding> Queues(Workspace workspace) =>
        Difference("queue", Names(workspace, "Microsoft.Storage/storageAccounts/queueServices/queues").Where(name => !name.EndsWith("-poison", StringComparison.Ordinal)), workspace.Code.Queues);

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
        foreach (var setting in new[] { "Nlp__DocumentStorage", "Nlp__ModelStorage" })
        {
            if (settings.GetValueOrDefault(setting) is not string name || !settings.ContainsKey($"{name}__blobServiceUri"))
                yield return In(App, $"{setting} names no connection with a __blobServiceUri.");
        }
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
            const string To = "properties.deliveryWithResourceIdentity.destination.properties.queueName";
            const string Lost = "properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName";
            if (subscription[To] is not string queue || !queues.Contains(queue))
                yield return At(subscription, $"Events go to the queue {subscription[To]}, which is not deployed.");
            if (subscription[Lost] is not string container || !containers.Contains(container))
                yield return At(subscription, $"Lost events go to the container {subscription[Lost]}, which is not deployed.");
            if (subscription["properties.filter.subjectBeginsWith"] is not string subject || !containers.Contains(subject.Split('/').ElementAtOrDefault(4) ?? ""))
                yield return At(subscription, "The container that is watched is not deployed.");
        }
    }

    /// <summary>Roles are granted on what is deployed.</summary>
    private IEnumerable<Finding> Roles(Workspace workspace) =>
        from resource in workspace.Resources
        where resource.Declaration.IsExisting && resource.Name is not "default"
        where !workspace.Deployed(resource.Type).Any(deployed => deployed.Name == resource.Name && deployed.Parent?.Parent?.Name == resource.Parent?.Parent?.Name)
        select At(resource, $"{resource.Type} {resource.Name} is not deployed.");

    /// <summary>Other homes and documentation name the same queue, connection and settings.</summary>
    private IEnumerable<Finding> Elsewhere(Workspace workspace)
    {
        var names = new SharedNames(workspace);
        return names.Unknown().Select(unknown => In(unknown.File, $"{unknown.Name} is not a name of the code.", unknown.Line));
    }

    private static HashSet<string> Names(Workspace workspace, string type) => [.. workspace.Deployed(type).Select(resource => resource.Name)];
}

using System.Text.Json;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>What grants the app its roles is deployed before the app, and what lets Event Grid deliver before the subscription.</summary>
internal sealed class AppComesAfterRoles : TemplateRule
{
    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        var main = Resources(workspace.Template);
        if (!DependsOn(main["functionApp"], "access"))
            yield return In("infra/main.bicep", "The app must depend on its roles.");
        foreach (var (module, deployment) in main)
        {
            var resources = Resources(deployment.GetProperty("properties").GetProperty("template"));
            foreach (var subscription in resources.Where(resource => IsOf("Microsoft.EventGrid/systemTopics/eventSubscriptions", resource.Value)))
            {
                foreach (var grant in resources.Where(resource => IsOf("Microsoft.Authorization/roleAssignments", resource.Value) && !DependsOn(subscription.Value, resource.Key)))
                    yield return In("infra/main.bicep", $"The subscription {subscription.Key} of the module {module} must depend on {grant.Key}.");
            }
        }
    }

    /// <summary>The resources by their symbols; where nothing in a template is asked for by symbol, by their number.</summary>
    private static Dictionary<string, JsonElement> Resources(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        return resources.ValueKind == JsonValueKind.Object
            ? resources.EnumerateObject().ToDictionary(resource => resource.Name, resource => resource.Value)
            : resources.EnumerateArray().Select((resource, i) => (resource, i)).ToDictionary(pair => $"{pair.i}", pair => pair.resource);
    }

    private static bool IsOf(string type, JsonElement resource) => resource.GetProperty("type").ValueEquals(type);

    private static bool DependsOn(JsonElement resource, string symbol) =>
        resource.TryGetProperty("dependsOn", out var others) && others.EnumerateArray().Any(other => other.ValueEquals(symbol));
}

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>What grants the app its roles is deployed before the app, and what lets Event Grid deliver before the subscription.</summary>
internal sealed class AppComesAfterRoles : Rule
{
    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        var main = workspace.Files["main.bicep"];
        var app = main.Modules.Single(module => module.Path == "modules/functionApp.bicep");
        var access = main.Modules.Single(module => module.Path == "modules/access.bicep");
        if (!DependsOn(app.Body.Text, access.Symbol))
            yield return At(main, app.Body, "The app must depend on its roles.");
        foreach (var file in workspace.Files.Values)
        {
            var subscription = file.Resources.FirstOrDefault(r => r.Type == "Microsoft.EventGrid/systemTopics/eventSubscriptions");
            var grants = file.Resources.Where(r => r.Type == "Microsoft.Authorization/roleAssignments");
            foreach (var grant in grants.Where(grant => subscription is not null && !DependsOn(subscription.Body.Text, grant.Symbol)))
                yield return At(file, subscription!.Body, $"The subscription must depend on {grant.Symbol}.");
        }
    }

    private static bool DependsOn(string body, string symbol) =>
        body.Split("dependsOn:") is [_, var list] && list.Split(']')[0].Split('[', ',', '\n', ' ').Contains(symbol);
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>
/// Documentation says what is so: every alert, every parameter and exactly the roles that are granted; and each of its
/// commands is run by the CI, or marked as needing a subscription or a cluster.
/// </summary>
internal sealed partial class DocsAgree : TemplateRule
{
    private static readonly string[] Pages = ["docs/deploy.md", "docs/operate.md", "docs/security.md"];

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        Alerts(workspace).Concat(Parameters(workspace)).Concat(Roles(workspace)).Concat(Commands(workspace)).Concat(Links(workspace));

    private IEnumerable<Finding> Alerts(Workspace workspace)
    {
        var page = workspace.Read("docs/operate.md");
        return from alert in workspace.Deployed("Microsoft.Insights/scheduledQueryRules")
               let name = alert.Name["alert-everything-".Length..]
               where !page.Contains($"| `{name}` |")
               select In("docs/operate.md", $"The alert {name} is not explained.");
    }

    private IEnumerable<Finding> Parameters(Workspace workspace)
    {
        var page = workspace.Read("docs/deploy.md");
        var fromEnvironment = JsonDocument.Parse(workspace.Compilation.Parameters!).RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name);
        return workspace.Template.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).Except(fromEnvironment)
            .Where(name => !page.Contains($"`{name}"))
            .Select(name => In("docs/deploy.md", $"The parameter {name} is not mentioned."));
    }

    /// <summary>The identity of GitHub may grant the roles that the Bicep grants, and no other.</summary>
    private IEnumerable<Finding> Roles(Workspace workspace)
    {
        var granted = workspace.Deployed("Microsoft.Authorization/roleAssignments").Select(grant => grant.Text("properties.roleDefinitionId")!.Split('/')[^1]).ToHashSet();
        var documented = Guid().Matches(workspace.Read("docs/deploy.md")).Select(match => match.Value).ToHashSet();
        return granted.Except(documented).Select(id => In("docs/deploy.md", $"The role {id} is granted, and whoever deploys may not grant it."))
            .Concat(documented.Except(granted).Select(id => In("docs/deploy.md", $"The role {id} is not granted by the Bicep, so nobody needs to grant it.")));
    }

    private IEnumerable<Finding> Commands(Workspace workspace)
    {
        var ci = workspace.Workflows.Single(workflow => workflow.Name.EndsWith("/ci.yml", StringComparison.Ordinal)).Text;
        return from page in Pages
               from Match block in Block().Matches(workspace.Read(page))
               where block.Groups[1].Value is not ("needs-subscription" or "needs-cluster")
               from line in block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
               where !ci.Contains(line.Trim(), StringComparison.Ordinal)
               select In(page, $"Nothing runs this command; mark its block as needing a subscription, or let the CI run it: {line}");
    }

    private IEnumerable<Finding> Links(Workspace workspace) =>
        from page in Pages
        from Match link in Link().Matches(workspace.Read(page))
        let path = Path.Combine("docs", link.Groups[1].Value)
        where path.StartsWith("docs/../infra", StringComparison.Ordinal) || path.StartsWith("docs/../.github", StringComparison.Ordinal) || !link.Groups[1].Value.StartsWith("..", StringComparison.Ordinal)
        where !Path.Exists(workspace.PathOf(path))
        select In(page, $"This link leads nowhere: {link.Groups[1].Value}");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guid();

    [GeneratedRegex(@"^```sh ?(\S*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();
}

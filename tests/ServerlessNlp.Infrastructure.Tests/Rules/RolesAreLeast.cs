using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Roles are ones we know, granted on a resource and never on a group of them, and on containers and queues of data rather than on its account.</summary>
internal sealed class RolesAreLeast : TemplateRule
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    // A role, and the type of resource that it may be granted on.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = Account, // Storage Blob Data Owner: the host's own account
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Microsoft.Storage/storageAccounts/blobServices/containers", // Storage Blob Data Contributor
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Microsoft.Storage/storageAccounts/blobServices/containers", // Storage Blob Data Reader
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Microsoft.Storage/storageAccounts/queueServices/queues", // Storage Queue Data Contributor
        ["c6a89b2d-59bc-44d0-9896-0f6e12d7b80a"] = "Microsoft.Storage/storageAccounts/queueServices/queues", // Storage Queue Data Message Sender
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Microsoft.Insights/components", // Monitoring Metrics Publisher
    };

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        workspace.Deployed("Microsoft.Authorization/roleAssignments").SelectMany(grant => Check(workspace, grant));

    private IEnumerable<Finding> Check(Workspace workspace, DeployedResource grant)
    {
        var role = grant.Text("properties.roleDefinitionId")?.Split('/')[^1] ?? "";
        var target = workspace.Resources.FirstOrDefault(resource => resource.Id == grant.Scope);
        if (!Roles.TryGetValue(role, out var type))
            yield return At(grant, $"{role} is not a role in the list of {nameof(RolesAreLeast)}.");
        else if (grant.Scope is null)
            yield return At(grant, "A role is granted on a resource: this has no scope, so it is the whole resource group.");
        else if (target is null)
            yield return At(grant, $"What it is granted on is not deployed: {grant.Scope}");
        else if (target.Type != type)
            yield return At(grant, $"This role is not to be granted on {target.Type}.");
        else if (type == Account && !IsOfHost(workspace, target))
            yield return At(grant, "Only the account of the Functions host is granted whole.");
        if (grant.Text("properties.principalType") is null)
            yield return At(grant, "Without principalType, a grant to a new identity fails until the directory has caught up.");
    }

    /// <summary>The account of the host is the one whose address the setting AzureWebJobsStorage has.</summary>
    private static bool IsOfHost(Workspace workspace, DeployedResource account) =>
        workspace.AppSettings.GetValueOrDefault("AzureWebJobsStorage__blobServiceUri")?.Contains($"'{account.Id}'", StringComparison.Ordinal) == true;
}

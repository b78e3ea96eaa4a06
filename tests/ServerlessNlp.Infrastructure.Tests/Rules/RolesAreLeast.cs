using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Roles are ones we know, granted on a resource and never on a group of them, and on containers and queues of data rather than on its account.</summary>
internal sealed class RolesAreLeast : Rule
{
    // A role, and the types of resources that it may be granted on.
    private static readonly Dictionary<string, string[]> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = ["Microsoft.Storage/storageAccounts"], // Storage Blob Data Owner: the host's own account
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = ["Microsoft.Storage/storageAccounts/blobServices/containers"], // Storage Blob Data Contributor
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = ["Microsoft.Storage/storageAccounts/blobServices/containers"], // Storage Blob Data Reader
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = ["Microsoft.Storage/storageAccounts/queueServices/queues"], // Storage Queue Data Contributor
        ["c6a89b2d-59bc-44d0-9896-0f6e12d7b80a"] = ["Microsoft.Storage/storageAccounts/queueServices/queues"], // Storage Queue Data Message Sender
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = ["Microsoft.Insights/components"], // Monitoring Metrics Publisher
    };

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        workspace.Deployed("Microsoft.Authorization/roleAssignments").SelectMany(assignment => Check(workspace, assignment)).Distinct();

    private IEnumerable<Finding> Check(Workspace workspace, DeployedResource assignment)
    {
        var role = assignment["properties.roleDefinitionId"]?.ToString()?.Split('/')[^1] ?? "";
        if (!Roles.TryGetValue(role, out var types))
            yield return At(assignment, $"{role} is not a role in the list of {nameof(RolesAreLeast)}.");
        else if (assignment["scope"] is not DeployedResource scope)
            yield return At(assignment, "A role is granted on a resource: this has no scope, so it is the whole resource group.");
        else if (!types.Contains(scope.Type))
            yield return At(assignment, $"This role is not to be granted on {scope.Type}.");
        else if (scope.Type == "Microsoft.Storage/storageAccounts" && scope.Name != HostAccount(workspace))
            yield return At(assignment, "Only the account of the Functions host is granted whole.");
        if (assignment["properties.principalType"] is null)
            yield return At(assignment, "Without principalType, a grant to a new identity fails until the directory has caught up.");
    }

    /// <summary>The account of AzureWebJobsStorage: the one that the code is deployed to.</summary>
    private static string? HostAccount(Workspace workspace) =>
        workspace.Resources.FirstOrDefault(r => r.Type == "Microsoft.Storage/storageAccounts" && r.Declaration.Symbol == "hostStorage")?.Name;
}

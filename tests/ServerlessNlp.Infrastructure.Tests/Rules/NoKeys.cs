using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Identities everywhere: no key is asked for, stored or accepted.</summary>
internal sealed partial class NoKeys : Rule
{
    private static readonly Dictionary<string, (string Property, object Value)[]> MustBe = new()
    {
        ["Microsoft.Storage/storageAccounts"] =
        [
            ("properties.allowSharedKeyAccess", false), ("properties.allowBlobPublicAccess", false), ("properties.isLocalUserEnabled", false),
            ("properties.minimumTlsVersion", "TLS1_2"), ("properties.supportsHttpsTrafficOnly", true),
        ],
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = [("properties.publicAccess", "None")],
        ["Microsoft.OperationalInsights/workspaces"] = [("properties.features.disableLocalAuth", true)],
        ["Microsoft.Insights/components"] = [("properties.DisableLocalAuth", true)],
        ["Microsoft.Web/sites"] =
        [
            ("properties.httpsOnly", true), ("properties.siteConfig.minTlsVersion", "1.2"), ("identity.type", "UserAssigned"),
            ("properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
        ],
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = [("properties.allow", false)],
    };

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        Words(workspace).Concat(Properties(workspace)).Concat(Settings(workspace)).Concat(Passwords(workspace));

    private IEnumerable<Finding> Words(Workspace workspace) =>
        from file in workspace.Files.Values
        from node in file.Tree.DescendantsAndSelf()
        where node.Children.Count == 0 && KeyWord().IsMatch(node.Text)
        select At(file, node, $"No keys: {node.Text}");

    private IEnumerable<Finding> Properties(Workspace workspace) =>
        from resource in workspace.Resources
        where !resource.Declaration.IsExisting && MustBe.ContainsKey(resource.Type)
        from must in MustBe[resource.Type]
        where !Equals(resource[must.Property], must.Value)
        select At(resource, $"{must.Property} must be {must.Value}.");

    /// <summary>A storage connection is a section with addresses and an identity, never a value.</summary>
    private IEnumerable<Finding> Settings(Workspace workspace)
    {
        var settings = workspace.AppSettings;
        foreach (var name in settings.Keys.Where(name => name is "AzureWebJobsStorage" or "DocumentStorage"))
            yield return In("infra/modules/functionApp.bicep", $"{name} must be set as {name}__blobServiceUri and so on, not as a connection string.");
        foreach (var connection in settings.Keys.Where(name => name.EndsWith("ServiceUri", StringComparison.Ordinal)).Select(name => name.Split("__")[0]).Distinct())
        {
            if (settings.GetValueOrDefault($"{connection}__credential") as string != "managedidentity" || !settings.ContainsKey($"{connection}__clientId"))
                yield return In("infra/modules/functionApp.bicep", $"{connection} needs __credential managedidentity and a __clientId.");
        }
    }

    private IEnumerable<Finding> Passwords(Workspace workspace)
    {
        var off = workspace.Deployed("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(policy => policy.Name).ToHashSet();
        return new[] { "scm", "ftp" }.Where(channel => !off.Contains(channel))
            .Select(channel => In("infra/modules/functionApp.bicep", $"Publishing with a password must be turned off for {channel}."));
    }

    [GeneratedRegex(@"^list\w*(Key|Sas|Secret)|AccountKey=|SharedAccessSignature|SharedAccessKey|DefaultEndpointsProtocol|[?&]sig=", RegexOptions.IgnoreCase)]
    private static partial Regex KeyWord();
}

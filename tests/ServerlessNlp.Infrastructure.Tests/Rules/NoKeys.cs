using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Identities everywhere: no key is asked for, stored or accepted.</summary>
internal sealed partial class NoKeys : TemplateRule
{
    private const string App = "infra/modules/functionApp.bicep";

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
        Properties(workspace).Concat(Settings(workspace)).Concat(Passwords(workspace)).Concat(Words(workspace));

    /// <summary>Not what would be deployed, but the whole template: a key may be asked for under any condition, and in outputs.</summary>
    private IEnumerable<Finding> Words(Workspace workspace) =>
        from line in workspace.Template.GetRawText().Split('\n')
        where KeyWord().IsMatch(line)
        select In("infra", $"No keys: {line.Trim()}");

    private IEnumerable<Finding> Properties(Workspace workspace) =>
        from resource in workspace.Resources
        where MustBe.ContainsKey(resource.Type)
        from must in MustBe[resource.Type]
        where resource.Text(must.Property) != must.Value.ToString()
        select At(resource, $"{must.Property} must be {must.Value}.");

    /// <summary>A storage connection is a section with addresses and an identity, never a value.</summary>
    private IEnumerable<Finding> Settings(Workspace workspace)
    {
        var settings = workspace.AppSettings;
        foreach (var name in settings.Keys.Where(name => name is "AzureWebJobsStorage" or "DocumentStorage"))
            yield return In(App, $"{name} must be set as {name}__blobServiceUri and so on, not as a connection string.");
        foreach (var connection in settings.Keys.Where(name => name.EndsWith("ServiceUri", StringComparison.Ordinal)).Select(name => name.Split("__")[0]).Distinct())
        {
            if (settings.GetValueOrDefault($"{connection}__credential") != "managedidentity" || !settings.ContainsKey($"{connection}__clientId"))
                yield return In(App, $"{connection} needs __credential managedidentity and a __clientId.");
        }
    }

    private IEnumerable<Finding> Passwords(Workspace workspace)
    {
        var off = workspace.Deployed("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(policy => policy.Name).ToHashSet();
        return new[] { "scm", "ftp" }.Where(channel => !off.Contains(channel))
            .Select(channel => In(App, $"Publishing with a password must be turned off for {channel}."));
    }

    [GeneratedRegex(@"\blist\w*(Key|Sas|Secret)\w*\(|AccountKey=|SharedAccessSignature|SharedAccessKey|DefaultEndpointsProtocol|[?&]sig=", RegexOptions.IgnoreCase)]
    private static partial Regex KeyWord();
}

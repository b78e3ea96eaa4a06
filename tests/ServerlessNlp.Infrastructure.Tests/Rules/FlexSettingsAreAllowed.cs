namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Nothing is set that Flex Consumption doesn't support: it breaks the app, or is ignored.</summary>
internal sealed class FlexSettingsAreAllowed : TemplateRule
{
    private static readonly HashSet<string> Forbidden =
    [
        "ENABLE_ORYX_BUILD", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_MAX_HTTP_CONCURRENCY", "FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED",
        "FUNCTIONS_WORKER_PROCESS_COUNT", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "SCM_DO_BUILD_DURING_DEPLOYMENT",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTOVERVNET", "WEBSITE_CONTENTSHARE", "WEBSITE_DNS_SERVER",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_MOUNT_ENABLED", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
        "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED", "WEBSITE_VNET_ROUTE_ALL",
    ];

    private static readonly string[] ForbiddenProperties = ["linuxFxVersion", "netFrameworkVersion", "alwaysOn", "preWarmedInstanceCount", "healthCheckPath"];

    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        foreach (var name in workspace.AppSettings.Keys.Where(Forbidden.Contains))
            yield return In("infra/modules/functionApp.bicep", $"Flex Consumption does not support the setting {name}.");
        foreach (var site in workspace.Deployed("Microsoft.Web/sites"))
        {
            if (site["properties.siteConfig.appSettings"] is not null)
                yield return At(site, "Settings stand in one place: the resource config/appsettings.");
            foreach (var property in ForbiddenProperties.Where(property => site[$"properties.siteConfig.{property}"] is not null))
                yield return At(site, $"Flex Consumption does not support siteConfig.{property}.");
            if (site["properties.functionAppConfig"] is null)
                yield return At(site, "Flex Consumption is configured by functionAppConfig.");
        }
        foreach (var plan in workspace.Deployed("Microsoft.Web/serverfarms").Where(plan => plan.Text("sku.name") != "FC1" || plan.Text("properties.reserved") != bool.TrueString))
            yield return At(plan, "The plan must be FC1 and reserved (Linux).");
    }
}

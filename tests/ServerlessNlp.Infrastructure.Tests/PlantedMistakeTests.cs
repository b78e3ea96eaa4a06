using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>Each rule finds the mistakes that it is there for, and nothing else does: a mistake is planted in a copy of the checkout.</summary>
public sealed class PlantedMistakeTests
{
    private const string Main = "infra/main.bicep";
    private const string Storage = "infra/modules/storage.bicep";
    private const string Access = "infra/modules/access.bicep";
    private const string App = "infra/modules/functionApp.bicep";
    private const string Events = "infra/modules/events.bicep";
    private const string Alerts = "infra/modules/alerts.bicep";
    private const string Ci = ".github/workflows/ci.yml";
    private const string Deploy = ".github/workflows/deploy.yml";

    [BicepTheory]
    [InlineData("BicepCompiles", Main, "var queues = [documentQueue]", "var queues = [documentQueue")]
    [InlineData("BicepCompiles", Storage, "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion 'TLS1_2'")]
    [InlineData("BicepCompiles", Main, "queues: queues", "queues: qeues")]
    [InlineData("BicepCompiles", Main, "dependsOn: [access, endpoints]", "dependsOn: [acces, endpoints]")]
    [InlineData("BicepCompiles", Events, "param queue string", "param queue string\nparam forgotten string = ''")]
    [InlineData("BicepCompiles", Access, "import { roles } from", "import { rules } from")]
    [InlineData("BicepCompiles", Main, "'modules/events.bicep'", "'modules/event.bicep'")]
    [InlineData("BicepCompiles", Main, "    restrictNetwork: privateNetwork\n", "")]
    [InlineData("BicepCompiles", Main, "deployerType: deployerType", "deployerKind: deployerType")]
    [InlineData("BicepCompiles", Main, "identity.outputs.clientId", "identity.outputs.client")]
    [InlineData("BicepCompiles", Access, "'../roles.bicep'", "'../role.bicep'")]
    [InlineData("BicepCompiles", "infra/main.bicepparam", "param alertEmail", "param alertMail")]
    [InlineData("BicepCompiles", "infra/main.bicepparam", "param environmentName =", "// param environmentName =")]
    [InlineData("BicepCompiles", App, "sites@2025-03-01'", "sites@2025-03-32'")]
    [InlineData("BicepCompiles", Storage, "Microsoft.Storage/storageAccounts/queueServices/queues@", "Microsoft.Storage/storageAccounts/queueService/queues@")]
    [InlineData("RolesAreLeast", "infra/roles.bicep", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "b24988ac-6180-42a0-ab88-20f7382dd24c")]
    [InlineData("RolesAreLeast", Access, "  scope: models\n", "")]
    [InlineData("RolesAreLeast", Access, "  scope: models\n", "  scope: resourceGroup()\n")]
    [InlineData("RolesAreLeast", Access, "  scope: hostStorage\n", "  scope: dataStorage\n")]
    [InlineData("RolesAreLeast", Access, "  scope: work[i]\n", "  scope: dataStorage\n")]
    [InlineData("RolesAreLeast", Access, "    principalType: 'ServicePrincipal'\n", "")]
    [InlineData("AppComesAfterRoles", Main, "dependsOn: [access, endpoints]", "dependsOn: [endpoints]")]
    [InlineData("AppComesAfterRoles", Events, "dependsOn: [topicSendsMessages, topicWritesDeadLetters]", "dependsOn: [topicSendsMessages]")]
    [InlineData("NoKeys", Storage, "allowSharedKeyAccess: false", "allowSharedKeyAccess: true")]
    [InlineData("NoKeys", Storage, "    allowSharedKeyAccess: false\n", "")]
    [InlineData("NoKeys", Storage, "'TLS1_2'", "'TLS1_0'")]
    [InlineData("NoKeys", Storage, "publicAccess: 'None'", "publicAccess: 'Blob'")]
    [InlineData("NoKeys", App, "'UserAssignedIdentity'", "'StorageAccountConnectionString'")]
    [InlineData("NoKeys", App, "AZURE_CLIENT_ID: identityClientId", "AZURE_CLIENT_ID: hostStorage.listKeys().keys[0].value")]
    [InlineData("NoKeys", App, "DocumentStorage__blobServiceUri: dataStorage.properties.primaryEndpoints.blob", "DocumentStorage: 'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=y'")]
    [InlineData("NoKeys", App, "    DocumentStorage__credential: 'managedidentity'\n", "")]
    [InlineData("NoKeys", App, "  name: 'ftp'\n", "  name: 'web'\n")]
    [InlineData("NoKeys", App, "allow: false", "allow: true")]
    [InlineData("NoKeys", "infra/modules/monitoring.bicep", "DisableLocalAuth: true", "DisableLocalAuth: false")]
    [InlineData("FlexSettingsAreAllowed", App, "AzureWebJobsDisableHomepage: 'true'", "FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'")]
    [InlineData("FlexSettingsAreAllowed", App, "AzureWebJobsDisableHomepage: 'true'", "WEBSITE_RUN_FROM_PACKAGE: '1'")]
    [InlineData("FlexSettingsAreAllowed", App, "siteConfig: {", "siteConfig: { linuxFxVersion: 'DOTNET-ISOLATED|10.0', ")]
    [InlineData("FlexSettingsAreAllowed", App, "name: 'FC1', tier: 'FlexConsumption'", "name: 'Y1', tier: 'Dynamic'")]
    [InlineData("QueuesHavePoisonAndAlerts", Storage, "'${queue}-poison'", "'${queue}-failed'")]
    [InlineData("QueuesHavePoisonAndAlerts", Alerts, "concat(poison, waiting, stalled, failures)", "concat(waiting, stalled, failures)")]
    [InlineData("QueuesHavePoisonAndAlerts", Alerts, "contains \"/${queue}-poison\"", "contains \"/${queue}-dead\"")]
    [InlineData("QueuesHavePoisonAndAlerts", Main, "    queues: queues\n  }\n}\n\nmodule budget", "    queues: []\n  }\n}\n\nmodule budget")]
    [InlineData("QueuesHavePoisonAndAlerts", Alerts, "actionGroups: [people.id]", "actionGroups: []")]
    [InlineData("NamesAgree", Main, "var documentQueue = 'documents'", "var documentQueue = 'document'")]
    [InlineData("NamesAgree", Main, "'uploads', ", "'upload', ")]
    [InlineData("NamesAgree", App, "DocumentStorage__queueServiceUri:", "DocumentsStorage__queueServiceUri:")]
    [InlineData("NamesAgree", App, "Nlp__ModelBudgetMB:", "Nlp__ModelBudget:")]
    [InlineData("NamesAgree", App, "Nlp__ModelStorage: 'DocumentStorage'", "Nlp__ModelStorage: 'Models'")]
    [InlineData("NamesAgree", Events, "queueName: queue,", "queueName: 'document',")]
    [InlineData("NamesAgree", Events, "containers/${container}/blobs/", "containers/drop/blobs/")]
    [InlineData("NamesAgree", Main, "queue: documentQueue", "queue: 'other'")]
    [InlineData("NamesAgree", "src/ServerlessNlp.Service/Configuration/StorageNames.cs", "DocumentsQueue = \"documents\"", "DocumentsQueue = \"texts\"")]
    [InlineData("NamesAgree", "infra/kubernetes/worker.yaml", "queueName: documents", "queueName: texts")]
    [InlineData("NamesAgree", "local.settings.json.example", "Nlp__ModelBudgetMB", "Nlp__Budget")]
    [InlineData("RuntimeIsTheFramework", App, "version: '10.0'", "version: '9.0'")]
    [InlineData("RuntimeIsTheFramework", "Directory.Build.props", "<TargetFramework>net10.0", "<TargetFramework>net11.0")]
    [InlineData("RuntimeIsTheFramework", "Dockerfile", "4-dotnet-isolated10.0", "4-dotnet-isolated8.0")]
    [InlineData("DocsAgree", Alerts, "name: '${queue}-stalled'", "name: '${queue}-stuck'")]
    [InlineData("DocsAgree", Main, "param alwaysReadyInstances int = 0", "param alwaysReadyInstances int = 0\nparam cheaper bool = false")]
    [InlineData("DocsAgree", "infra/roles.bicep", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3")]
    [InlineData("DocsAgree", "docs/deploy.md", "```sh needs-subscription", "```sh")]
    [InlineData("DocsAgree", "docs/security.md", "(deploy.md#", "(deployment.md#")]
    public void A_mistake_in_the_infrastructure_is_found_by_its_rule(string rule, string file, string right, string wrong) => Find(rule, file, right, wrong);

    [Theory]
    [InlineData("HostSettingsFit", "host.json", "\"extensions\"", "\"extension\"")]
    [InlineData("HostSettingsFit", "host.json", "\"newBatchThreshold\"", "\"batchThreshold\"")]
    [InlineData("HostSettingsFit", "host.json", "\"batchSize\": 4", "\"batchSize\": 32")]
    [InlineData("HostSettingsFit", "infra/kubernetes/worker.yaml", "queueLength: \"4\"", "queueLength: \"5\"")]
    [InlineData("HostSettingsFit", "host.json", "\"OpenTelemetry\"", "\"ApplicationInsights\"")]
    [InlineData("ActionsArePinned", Ci, "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "actions/checkout@v7")]
    [InlineData("ActionsArePinned", Deploy, "azure/login@f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca # v3.0.1", "azure/login@f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca")]
    [InlineData("ActionsArePinned", Ci, "actions/checkout@3d3c42e5", "actions/checkout@3d3c42e6")]
    [InlineData("WorkflowsAskForLittle", Ci, "permissions:\n  contents: read\n", "permissions: write-all\n")]
    [InlineData("WorkflowsAskForLittle", Ci, "permissions:\n  contents: read\n\n", "")]
    [InlineData("WorkflowsAskForLittle", Deploy, "      contents: read\n      id-token: write", "      contents: write\n      id-token: write")]
    [InlineData("WorkflowsAskForLittle", Deploy, "client-id: ${{ vars.AZURE_CLIENT_ID }}", "creds: ${{ secrets.AZURE_CREDENTIALS }}")]
    [InlineData("WorkflowsAskForLittle", Ci, "          persist-credentials: false\n", "          persist-credentials: true\n")]
    [InlineData("WorkflowsAskForLittle", Ci, "    timeout-minutes: 40\n", "")]
    [InlineData("WorkflowsPassActionlint", Ci, "  pull_request:", "  pull_requests:")]
    [InlineData("WorkflowsPassActionlint", Deploy, "needs: infrastructure", "needs: infra")]
    [InlineData("WorkflowsPassActionlint", Deploy, "steps.deployment.outputs.AZURE_FUNCTION_URL", "step.deployment.outputs.AZURE_FUNCTION_URL")]
    public void A_mistake_elsewhere_is_found_by_its_rule(string rule, string file, string right, string wrong) => Find(rule, file, right, wrong);

    [Fact]
    public void Every_rule_has_a_planted_mistake()
    {
        var planted = typeof(PlantedMistakeTests).GetMethods().SelectMany(method => method.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value as string);
        Assert.Equal(Linter.Rules.Select(rule => rule.Name).Order(), planted.Distinct().Order());
    }

    private static void Find(string rule, string file, string right, string wrong)
    {
        using var copy = new CheckoutCopy();
        copy.Plant(file, right, wrong);
        Assert.NotEmpty(Linter.Check(rule, new Workspace(copy.Root)));
    }
}

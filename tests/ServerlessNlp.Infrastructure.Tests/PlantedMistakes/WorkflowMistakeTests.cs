namespace ServerlessNlp.Infrastructure.Tests.PlantedMistakes;

/// <summary>Mistakes in the workflows and in host.json.</summary>
public sealed class WorkflowMistakeTests
{
    private const string Ci = ".github/workflows/ci.yml";
    private const string Deploy = ".github/workflows/deploy.yml";

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
    public void A_planted_mistake_is_found_by_its_rule(string rule, string file, string right, string wrong) => Mistake.IsFound(rule, file, right, wrong);
}

using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>The runtime in Bicep and in the Dockerfile is the framework that the code is built for, and host.json the one that is deployed.</summary>
internal sealed partial class RuntimeIsTheFramework : TemplateRule
{
    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        var framework = Framework().Match(workspace.Read("Directory.Build.props")).Groups[1].Value;
        foreach (var site in workspace.Deployed("Microsoft.Web/sites"))
        {
            if (site.Text("properties.functionAppConfig.runtime.name") != "dotnet-isolated")
                yield return At(site, "The runtime must be dotnet-isolated.");
            if (site.Text("properties.functionAppConfig.runtime.version") != framework)
                yield return At(site, $"The runtime must be {framework}, what the code is built for.");
        }
        var images = Image().Matches(workspace.Read("Dockerfile"));
        if (images.Count < 2)
            yield return In("Dockerfile", "It must build with the SDK's image and run on the image of Functions.");
        foreach (Match image in images.Where(image => image.Groups[1].Value != framework))
            yield return In("Dockerfile", $"{image.Value} must be for {framework}.");
    }

    [GeneratedRegex(@"<TargetFramework>net([\d.]+)</TargetFramework>")]
    private static partial Regex Framework();

    [GeneratedRegex(@"mcr\.microsoft\.com/(?:dotnet/sdk:|azure-functions/dotnet-isolated:4-dotnet-isolated)([\d.]+)")]
    private static partial Regex Image();
}

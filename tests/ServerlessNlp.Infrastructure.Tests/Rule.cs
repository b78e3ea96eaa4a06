using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>One thing that must hold. A rule reports each place where it does not.</summary>
internal abstract class Rule
{
    public string Name => GetType().Name;

    public abstract IEnumerable<Finding> Check(Workspace workspace);

    protected Finding In(string file, string message, int line = 1) => new(Name, file, line, message);
}

/// <summary>A rule about what the compiler makes of infra/: where there's no compiler, it can't be checked.</summary>
internal abstract class TemplateRule : Rule
{
    protected Finding At(DeployedResource resource, string message) => In("infra", $"{resource}: {message}");
}

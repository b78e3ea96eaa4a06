using Xunit.Abstractions;

namespace ServerlessNlp.Infrastructure.Tests;

public sealed class CheckoutTests(ITestOutputHelper output)
{
    [Fact]
    public void The_linter_finds_nothing_in_this_checkout()
    {
        var findings = Linter.Check(new Workspace(Repository.Root));
        foreach (var finding in findings)
            output.WriteLine(finding.ToString());
        Assert.Empty(findings);
    }
}

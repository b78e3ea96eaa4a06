namespace ServerlessNlp.Tests.Support;

/// <summary>A theory on the reported documents of ../shared/cases: skipped, with the reason, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedCasesTheoryAttribute : TheoryAttribute
{
    public SharedCasesTheoryAttribute() => Skip = Repository.SharedCases is null ? "needs the documents in ../shared/cases, which are not beside this checkout" : null;
}

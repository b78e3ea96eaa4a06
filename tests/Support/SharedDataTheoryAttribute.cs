namespace ServerlessNlp.Tests.Support;

/// <summary>A theory on the public data sets of ../shared/data: skipped, with the reason, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = Repository.SharedData is null ? SharedDataFactAttribute.Reason : null;
}

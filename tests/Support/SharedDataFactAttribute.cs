namespace ServerlessNlp.Tests.Support;

/// <summary>A fact on the public data sets of ../shared/data: skipped, with the reason, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    internal const string Reason = "needs the data sets in ../shared/data, which are not beside this checkout";

    public SharedDataFactAttribute() => Skip = Repository.SharedData is null ? Reason : null;
}

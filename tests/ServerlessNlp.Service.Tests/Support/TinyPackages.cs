namespace ServerlessNlp.Service.Tests.Support;

/// <summary>Model packages of a name and version for tests.</summary>
internal static class TinyPackages
{
    /// <summary>"good" is positive, "bad" is negative, and "nan" is not a number.</summary>
    public static TinyPackage Classifier(string name, string version = "1") => TinyPackage.Create(
        TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [-1, 1]), ("bad", [1, -1]))),
        manifest => manifest with { Name = name, Version = version });
}

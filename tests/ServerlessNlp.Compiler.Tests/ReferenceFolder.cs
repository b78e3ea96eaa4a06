namespace ServerlessNlp.Compiler.Tests;

/// <summary>Where the committed checkpoints with reference outputs lie.</summary>
internal static class ReferenceFolder
{
    public static string Path { get; } = Repository.PathOf("tests", "ServerlessNlp.Compiler.Tests", "References");

    public static string Of(string name) => System.IO.Path.Combine(Path, name);
}

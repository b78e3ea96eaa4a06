namespace ServerlessNlp.Compiler.Packaging;

internal sealed class PackageTokenizer
{
    public static PackageTokenizer Load(string folder) => throw new CompilerException("The folder has no tokenizer: compile with --tensors-only.");
    public int MaxLength => 512;
    public void Write(Stream s) { }
    public IReadOnlyList<ServerlessNlp.Inference.ModelInput> Encode(IReadOnlyList<string> texts, int maxLength) => [];
}
internal static class KnownAnswers
{
    public static Models.KnownAnswer Placeholder(Models.ModelManifest m) => throw new NotSupportedException();
    public static Models.KnownAnswer Measure(Models.ModelPackage p, CancellationToken c) => throw new NotSupportedException();
}

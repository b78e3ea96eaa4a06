using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>The last steps of every package: tokenizer, known answer, card; then it is loaded as a server would, and takes its place.</summary>
internal static class PackageFinisher
{
    public static CompileReport Finish(
        StagedPackage staged, CompiledNetwork network, ModelManifest manifest, PackageTokenizer? tokenizer, IReadOnlyList<string> kept, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("writing the package");
        staged.Add(ModelManifest.ModelFileName, network.Write);
        return Finish(staged, manifest, tokenizer, kept, network.Unexpected, progress, cancellationToken);
    }

    /// <summary>Finishes a package whose graph is written already.</summary>
    public static CompileReport Finish(
        StagedPackage staged, ModelManifest manifest, PackageTokenizer? tokenizer, IReadOnlyList<string> kept, IReadOnlyList<string> unexpected, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (tokenizer is not null)
        {
            staged.Add(ModelManifest.TokenizerFileName, tokenizer.Write);
            manifest = manifest with { MaxLength = Math.Min(manifest.MaxLength, tokenizer.MaxLength), KnownAnswer = KnownAnswerMaker.Placeholder(manifest) };
            manifest = manifest with { KnownAnswer = KnownAnswerMaker.Measure(staged.Describe(manifest), cancellationToken) };
        }
        progress.Report("loading and checking it");
        var package = staged.Describe(manifest);
        using (ModelLoader.Load(package, InferenceOptions.Default, cancellationToken))
            staged.AddCard(ModelCard.Write(package.Manifest, kept.Count));
        staged.Commit();
        return new CompileReport(package.Manifest, package.Manifest.Files.Single(file => file.Path == ModelManifest.ModelFileName).Size, kept, unexpected);
    }
}

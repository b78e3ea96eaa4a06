using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.OnnxImport;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Compiler.Sentences;

namespace ServerlessNlp.Compiler;

/// <summary>
/// Makes a checked model package of a Hugging Face folder. The package is loaded and run before it takes its place, and a quantised one
/// is written only if it agrees with full precision.
/// </summary>
public static class ModelCompiler
{
    /// <summary>Compiles a folder into a package, in place of an earlier package of that name.</summary>
    /// <exception cref="CompilerException">The folder or the options cannot be compiled, or the agreement is too low; the message says what to do.</exception>
    public static CompileReport Compile(CompileOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        StagedPackage.RefuseForeign(Path.GetFullPath(options.Output));
        if (!Directory.Exists(options.Folder))
            throw new CompilerException("The folder to compile does not exist.");
        var folder = SentenceModules.EncoderFolder(options.Folder);
        if (Checkpoint.Exists(folder))
            return CompileCheckpoint(options, folder, progress, cancellationToken);
        return options.Precision == Precision.Fp32 && !options.Shrinks ? ExportedGraph.Package(options, folder, progress, cancellationToken) : GraphCompiler.Compile(options, folder, progress, cancellationToken);
    }

    private static CompileReport CompileCheckpoint(CompileOptions options, string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var config = ModelConfig.Load(folder);
        var plan = PackagePlan.Create(options, config);
        var tokenizer = options.TensorsOnly ? null : PackageTokenizer.Load(folder, config.Size("vocab_size"), config.ModelType);
        using var weights = Checkpoint.Open(folder);
        progress.Report($"writing the graph of {config.ModelType}");
        return CheckpointCompiler.Compile(options, plan, config, tokenizer, weights, progress, cancellationToken);
    }
}

using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.OnnxImport;
using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Compiler.Quantization;
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
        return Checkpoint.Exists(folder) ? CompileCheckpoint(options, folder, progress, cancellationToken) : ExportedGraph.Package(options, progress, cancellationToken);
    }

    private static CompileReport CompileCheckpoint(CompileOptions options, string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var config = ModelConfig.Load(folder);
        var plan = PackagePlan.Create(options, config);
        var tokenizer = options.TensorsOnly ? null : PackageTokenizer.Load(folder, config.Size("vocab_size"), config.ModelType);
        using var weights = Checkpoint.Open(folder);
        CompiledNetwork Write(IMatrixWriter matrices) => NetworkCompiler.Compile(config, weights, plan.Head, matrices);

        progress.Report($"writing the graph of {config.ModelType}");
        var exact = Write(new FloatMatrixWriter());
        using var staged = new StagedPackage(options.Output);
        if (options.Precision == Precision.Fp32)
            return PackageFinisher.Finish(staged, exact, plan.For(exact), tokenizer, [], progress, cancellationToken);

        var inputs = SelectInputs(options, config, tokenizer, exact.MaxLength);
        IReadOnlyList<float[][]> Run(CompiledNetwork network) => TrialRun.Run(network, plan.For(network), options.Output, inputs, cancellationToken);
        var expected = Run(exact);
        var manifest = plan.For(exact);
        var search = new PrecisionSearch(() => options.Precision == Precision.Int8 ? new Int8MatrixWriter() : new Int4MatrixWriter(),
            matrices => AgreementGate.Measure(manifest, expected, Run(Write(matrices))));
        progress.Report($"comparing {options.Precision.ToString().ToLowerInvariant()} with fp32 on {inputs.Count} inputs");
        var agreement = search.Run(Math.Max(options.Accept, CompileOptions.DefaultAccept), progress.Report);
        if (agreement.Labels < options.Accept)
            throw new CompilerException($"The {manifest.Precision} graph agrees with fp32 on {agreement.Labels:0.0000} of {inputs.Count} inputs (differences {agreement.MeanDifference:0.0000} on average, {agreement.MaxDifference:0.0000} at most), less than the {options.Accept:0.0000} asked for. Compile at a higher precision, give typical texts with --texts, or lower the bar with --accept.");
        return PackageFinisher.Finish(staged, Write(search.Writer()), manifest with { Agreement = agreement }, tokenizer, search.KeptMatrices, progress, cancellationToken);
    }

    private static IReadOnlyList<GateInput> SelectInputs(CompileOptions options, ModelConfig config, PackageTokenizer? tokenizer, int maxLength)
    {
        if (tokenizer is not null && options.Texts.Count > 0)
            return tokenizer.Encode(options.Texts, maxLength);
        var (first, last) = tokenizer?.Ends ?? (config.Index("bos_token_id", 0), config.Index("eos_token_id", 0));
        return GateInputs.Generate(config.Size("vocab_size"), first, last, maxLength);
    }
}

using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Compiler.Quantization;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler;

/// <summary>Compiles a network at the precision that is asked for, and at a low one only if it agrees with full precision.</summary>
internal sealed class QuantizingCompiler(
    CompileOptions options, PackagePlan plan, ModelConfig config, PackageTokenizer? tokenizer, IProgress<string> progress, CancellationToken cancellationToken)
{
    // The search compares many graphs on some of the inputs, and the one that it finds on all.
    private const int SearchInputs = 96;

    /// <summary>Random tokens, to compare graphs on.</summary>
    public IReadOnlyList<GateInput> RandomInputs
    {
        get
        {
            var (first, last) = tokenizer?.Ends ?? (config.Index("bos_token_id", 0), config.Index("eos_token_id", 0));
            return GateInputs.Generate(config.Size("vocab_size"), first, last, config.Size("max_position_embeddings", 512) - 2);
        }
    }

    /// <param name="write">Writes the network with its matrices at some precision; layers that share weights as a loop, or one after the other.</param>
    /// <exception cref="CompilerException">The network cannot be written, or agrees too little.</exception>
    /// <param name="original">What the network was made smaller from, where it was: the agreement is with that.</param>
    public CompileReport Compile(Func<IMatrixWriter, bool, CompiledNetwork> write, OriginalNetwork? original = null)
    {
        var exact = write(new FloatMatrixWriter(), false);
        var manifest = plan.For(exact);
        using var staged = new StagedPackage(options.Output);
        if (options.Precision == Precision.Fp32 && original is null)
            return PackageFinisher.Finish(staged, exact, manifest, tokenizer, [], progress, cancellationToken);

        var inputs = tokenizer is not null && options.Texts.Count > 0 ? tokenizer.Encode(options.Texts, exact.MaxLength) : RandomInputs;
        if (options.Precision == Precision.Fp32)
            return PackageFinisher.Finish(staged, exact, manifest with { Agreement = WithOriginal(original!, manifest, exact, inputs) }, tokenizer, [], progress, cancellationToken);
        progress.Report($"comparing {manifest.Precision} with fp32 on {inputs.Count} inputs");
        var search = Search(write, exact, manifest, inputs);
        var agreement = search.Run(Math.Max(options.Accept, CompileOptions.WantedAgreement), options.Accept, progress.Report);
        if (agreement.Labels < options.Accept)
            throw new CompilerException($"The {manifest.Precision} graph agrees with fp32 on {agreement.Labels:0.0000} of {inputs.Count} inputs (differences {agreement.MeanDifference:0.0000} on average, {agreement.MaxDifference:0.0000} at most), less than the {options.Accept:0.0000} asked for. Compile at a higher precision, give typical texts with --texts, or lower the bar with --accept.");
        // Matrices that are rounded already are not read again: what the checkpoint has beside them, the first network tells.
        var found = write(search.Writer(), false) with { Unexpected = exact.Unexpected };
        if (original is not null)
            agreement = WithOriginal(original, manifest, found, inputs);
        return PackageFinisher.Finish(staged, found, manifest with { Agreement = agreement }, tokenizer, search.KeptMatrices, progress, cancellationToken);
    }

    /// <exception cref="CompilerException">The smaller model agrees too little with what it was made of.</exception>
    private Models.Agreement WithOriginal(OriginalNetwork original, ModelManifest manifest, CompiledNetwork network, IReadOnlyList<GateInput> inputs)
    {
        progress.Report("comparing the smaller model with the original");
        var agreement = AgreementGate.Measure(manifest, Run(original.Network, original.Inputs(inputs)), Run(network, inputs));
        return agreement.Labels >= options.Accept
            ? agreement
            : throw new CompilerException($"The smaller model agrees with the original on {agreement.Labels:0.0000} of {inputs.Count} inputs (differences {agreement.MeanDifference:0.0000} on average, {agreement.MaxDifference:0.0000} at most), less than the {options.Accept:0.0000} asked for. Keep more of it, train it further in that form, or lower the bar with --accept and measure it with `nlp evaluate`.");
    }

    private PrecisionSearch Search(Func<IMatrixWriter, bool, CompiledNetwork> write, CompiledNetwork exact, ModelManifest manifest, IReadOnlyList<GateInput> inputs)
    {
        var step = Math.Max(1, inputs.Count / SearchInputs);
        var some = inputs.Where((_, index) => index % step == 0).ToList();
        var expected = Run(exact, inputs);
        var expectedOfSome = expected.Where((_, index) => index % step == 0).ToList();
        return new PrecisionSearch(
            (rounder, keep) => options.Precision == Precision.Int8
                ? new SelectiveMatrixWriter(new Int8MatrixWriter(rounder, exact.Opset), new FloatMatrixWriter(), keep)
                : new SelectiveMatrixWriter(new Int4MatrixWriter(rounder, exact.Opset), new Int8MatrixWriter(rounder, exact.Opset), keep),
            () => Calibrator.Run(matrices => write(matrices, true), exact.Opset, inputs, cancellationToken),
            (matrices, all) => AgreementGate.Measure(manifest, all ? expected : expectedOfSome, Run(write(matrices, false), all ? inputs : some)));
    }

    private IReadOnlyList<float[][]> Run(CompiledNetwork network, IReadOnlyList<GateInput> inputs) =>
        TrialRun.Run(network, plan.For(network), options.Output, inputs, cancellationToken);
}

using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Compiler.Shrinking;

namespace ServerlessNlp.Compiler;

/// <summary>Compiles a checkpoint, made smaller before where the options ask for it.</summary>
internal static class CheckpointCompiler
{
    /// <exception cref="CompilerException">The checkpoint or the options cannot be compiled, or the agreement is too low.</exception>
    public static CompileReport Compile(
        CompileOptions options, PackagePlan plan, ModelConfig config, PackageTokenizer? tokenizer, IWeightSource weights, IProgress<string> progress, CancellationToken cancellationToken)
    {
        CompiledNetwork Write(ModelConfig sizes, IWeightSource source, IMatrixWriter matrices, bool unrolled) => NetworkCompiler.Compile(sizes, source, plan.Head, matrices, unrolled);

        if (!options.Shrinks)
            return new QuantizingCompiler(options, plan, config, tokenizer, progress, cancellationToken).Compile((matrices, unrolled) => Write(config, weights, matrices, unrolled));

        var (smaller, source, pieces, kept) = (config, weights, tokenizer, (int[]?)null);
        if (options.VocabularyTexts is { } texts)
        {
            progress.Report("looking for the pieces that the texts use");
            kept = VocabularyPruner.Keep((tokenizer ?? throw new CompilerException("--vocabulary needs the tokenizer: leave out --tensors-only.")).Tokenizer, texts, cancellationToken);
            progress.Report($"keeping {kept.Length} of {tokenizer.Tokenizer.VocabularySize} pieces");
            pieces = tokenizer.With(VocabularyPruner.Prune(tokenizer.Tokenizer, kept));
            source = VocabularyPruner.Prune(source, kept);
            smaller = config.With("vocab_size", kept.Length).With("pad_token_id", Math.Max(0, Array.IndexOf(kept, config.Index("pad_token_id", tokenizer.Tokenizer.PadTokenId ?? 0))));
        }
        if (options.EmbeddingRank is { } rank)
            source = EmbeddingFactors.Apply(source, rank);
        var whole = Write(config, weights, new FloatMatrixWriter(), false);
        var original = new OriginalNetwork(whole, inputs => tokenizer is not null && options.Texts.Count > 0
            ? tokenizer.Encode(options.Texts, whole.MaxLength)
            : [.. inputs.Select(input => kept is null ? input : input with { Ids = Array.ConvertAll(input.Ids, id => (long)kept[id]) })]);
        return new QuantizingCompiler(options, plan, smaller, pieces, progress, cancellationToken).Compile((matrices, unrolled) => Write(smaller, source, matrices, unrolled), original);
    }
}

using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Sentences;

/// <summary>The modes of a Pooling module, in the order in which sentence-transformers puts their vectors.</summary>
internal static class PoolingModes
{
    private static readonly (string Setting, Pooling? Mode)[] Known =
    [
        ("pooling_mode_cls_token", Pooling.Cls),
        ("pooling_mode_max_tokens", Pooling.Max),
        ("pooling_mode_mean_tokens", Pooling.Mean),
        ("pooling_mode_mean_sqrt_len_tokens", Pooling.MeanSqrt),
        ("pooling_mode_weightedmean_tokens", null),
        ("pooling_mode_lasttoken", null),
    ];

    /// <exception cref="CompilerException">The settings are missing, name no mode, or one that cannot be compiled.</exception>
    public static IReadOnlyList<Pooling> Read(string folder)
    {
        var settings = SentenceJson.Read(Path.Combine(folder, "config.json")) ?? throw new CompilerException($"The folder {Printable.Name(Path.GetFileName(folder))} has no config.json: say with --pooling how tokens become one vector.");
        if (settings.IsOff("include_prompt"))
            throw new CompilerException("The pooling leaves out the tokens of a prompt (include_prompt is false), which cannot be compiled.");
        var modes = Known.Where(mode => settings.IsSet(mode.Setting)).ToList();
        if (modes.Count == 0)
            throw new CompilerException("The pooling's config.json turns on no mode that is known: say with --pooling how tokens become one vector.");
        if (modes.Find(mode => mode.Mode is null) is { Setting: { } unsupported })
            throw new CompilerException($"The pooling {unsupported} cannot be compiled: {string.Join(", ", Known.Where(mode => mode.Mode is not null).Select(mode => mode.Setting))} can.");
        return [.. modes.Select(mode => mode.Mode!.Value)];
    }
}

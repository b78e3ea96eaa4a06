using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>What the options and the folder together ask for: the head, and everything of the manifest that is known before the graph is.</summary>
internal sealed record PackagePlan(NetworkHead Head, ModelManifest Manifest)
{
    private const int LongestInput = 8192;

    /// <exception cref="CompilerException">An option or the configuration asks for what cannot be made.</exception>
    public static PackagePlan Create(CompileOptions options, ModelConfig config)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Output)));
        if (!ModelName.IsValid(name) || !ModelName.IsValid(options.Version))
            throw new CompilerException("The output folder's name is the model's name: use 1 to 64 of a-z, 0-9, '.', '_' and '-', and the same for the version.");
        if (options.Accept is not (>= 0 and <= 1))
            throw new CompilerException("The agreement to accept must be from 0 to 1.");
        var task = options.Task is null ? TaskOf(NetworkHead.KindOf(config), config) : Find(options.Task);
        var kind = task.Head;
        if (task is { Head: HeadKind.Token, HasLabels: false } && config.Labels.Count != 1)
            throw new CompilerException($"A model for {task.Name} gives one number for each token; this one gives {config.Labels.Count}.");
        LabelCheck.Refuse(config, task, options.TensorsOnly);
        var calibration = Calibration.Read(options.Folder);
        var steps = kind == HeadKind.Encoder ? EncoderSteps(options) : RefusePooling(options);
        var manifest = new ModelManifest
        {
            Name = name,
            Version = options.Version,
            Task = task.Name,
            Architecture = config.ModelType,
            Precision = options.Precision.ToString().ToLowerInvariant(),
            Labels = task.HasLabels ? config.Labels : [],
            MultiLabel = kind == HeadKind.Sequence && config.MultiLabel,
            MaxLength = LongestInput,
            Pooling = steps is [PoolingStep { Modes: [Pooling.Mean or Pooling.Cls] modes }, ..] ? modes[0].ToString().ToLowerInvariant() : null,
            Normalize = steps.Count == 0 ? null : steps[^1] is NormalizeStep,
            Temperature = options.Temperature ?? calibration.Temperature,
            Threshold = options.Threshold ?? calibration.Threshold,
            Thresholds = options.Threshold is null ? calibration.Thresholds : null,
            Opset = NetworkCompiler.Opset,
            Inputs = [],
            Outputs = [],
            Files = [],
            Licence = options.Licence,
            TrainedOn = options.TrainedOn,
        };
        return new PackagePlan(new NetworkHead(kind, steps), manifest);
    }

    /// <summary>The manifest of a compiled graph.</summary>
    public ModelManifest For(CompiledNetwork network) => Manifest with
    {
        MaxLength = Math.Min(network.MaxLength, LongestInput),
        Inputs = network.Inputs,
        Outputs = network.Outputs,
        Opset = network.Opset,
    };

    /// <summary>The steps that the folder names, with what the options say instead.</summary>
    private static IReadOnlyList<SentenceStep> EncoderSteps(CompileOptions options)
    {
        var steps = SentenceModules.Read(options.Folder, options.Pooling);
        if (steps.Count == 0 && options.Pooling is { } pooling)
            steps = [new PoolingStep([pooling])];
        if (steps.Count == 0 && !options.TensorsOnly)
            throw new CompilerException("The checkpoint is an encoder: say with --pooling mean or --pooling cls how its tokens become one vector.");
        if (steps.Count == 0 || options.Normalize is null)
            return steps;
        return options.Normalize == false ? [.. steps.Where(step => step is not NormalizeStep)] : steps[^1] is NormalizeStep ? steps : [.. steps, new NormalizeStep()];
    }

    private static IReadOnlyList<SentenceStep> RefusePooling(CompileOptions options) =>
        options.Pooling is null ? [] : throw new CompilerException("--pooling is for encoders: with --task embed the checkpoint's head is left out.");

    private static ModelTask Find(string task) =>
        ModelTasks.Find(task) ?? throw new CompilerException($"There is no task {Printable.Name(task)}: {string.Join(", ", ModelTasks.All)} are.");

    // A tag needs others beside it; a single output is a number.
    private static ModelTask TaskOf(HeadKind head, ModelConfig config)
    {
        var kinds = ModelTasks.Kinds.Where(kind => kind.Head == head).ToList();
        // An encoder's labels are nobody's: it may name none, or some that cannot be read.
        return kinds.Count == 1 ? kinds[0] : kinds.Find(kind => kind.HasLabels == (config.Labels.Count != 1)) ?? kinds[0];
    }
}

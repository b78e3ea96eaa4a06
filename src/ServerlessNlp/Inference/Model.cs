using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Models;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Inference;

/// <summary>
/// A loaded model. Loading takes from tens of milliseconds to a second and as much memory as <see cref="MemoryBytes"/> says:
/// load once, share, dispose when nobody uses it any more. Thread-safe; calls run at once, each with the threads of the options.
/// </summary>
public sealed class Model : IDisposable
{
    private readonly InferenceSession _session;
    private readonly InferenceOptions _options;
    private readonly Tokenizer? _tokenizer;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    private Model(ModelManifest manifest, Tokenizer? tokenizer, InferenceSession session, InferenceOptions options)
    {
        Manifest = manifest;
        _tokenizer = tokenizer;
        _session = session;
        _options = options;
        _inputs = [.. manifest.Inputs];
        _outputs = [.. manifest.Outputs];
    }

    /// <summary>What the package says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The model's tokenizer.</summary>
    /// <exception cref="InvalidOperationException">The package has none: it takes token ids only.</exception>
    public Tokenizer Tokenizer => _tokenizer ?? throw new InvalidOperationException($"The package of {Manifest.Name} has no tokenizer: it takes token ids, not text.");

    /// <summary>An estimate of the memory that the loaded model takes, in bytes, to hold a budget by.</summary>
    // Weights are held once, packed for the processor's kernels, where those of four bits have more scales (bench/README.md); a vocabulary
    // as text takes about four times its JSON.
    public long MemoryBytes => Manifest.Files.Sum(file => file.Path == ModelManifest.ModelFileName ? file.Size * (Manifest.Precision == "int4" ? 16 : 13) / 10 : file.Size * 4) + (8 << 20);

    /// <summary>
    /// Loads a package: verifies its files, holds its graph against its manifest and creates the session. Whether it answers as
    /// its manifest says is not seen yet.
    /// </summary>
    /// <exception cref="ModelPackageException">The package is refused, with the reason.</exception>
    internal static Model Load(ModelPackage package, InferenceOptions options, CancellationToken cancellationToken)
    {
        var name = package.Manifest.Name;
        package.EnsureVerified(cancellationToken);
        var graph = Telemetry.LoadStage("graph", name, () => GraphCheck.Check(package));
        var tokenizer = package.Manifest.HasTokenizer ? Telemetry.LoadStage("tokenizer", name, () => LoadTokenizer(package)) : null;
        cancellationToken.ThrowIfCancellationRequested();

        var session = Telemetry.LoadStage("session", name, () => CreateSession(package, graph, options));
        return new Model(package.Manifest, tokenizer, session, options);
    }

    /// <summary>Runs inputs of any lengths, in batches of like length.</summary>
    /// <returns>What the model gives for each, in their order, and the time spent in it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, at once or in the middle of a batch.</exception>
    public (IReadOnlyList<ModelOutput> Outputs, TimeSpan Elapsed) Run(IReadOnlyList<ModelInput> inputs, CancellationToken cancellationToken)
    {
        var outputs = new ModelOutput[inputs.Count];
        var lengths = inputs.Select(input => input.Length).ToArray();
        var start = Stopwatch.GetTimestamp();
        foreach (var batch in BatchPlan.Create(lengths, _options.BatchTokens, padded: !DependsOnPadding(Manifest.Architecture)))
        {
            var rows = Array.ConvertAll(batch, index => inputs[index]);
            var batchStart = Stopwatch.GetTimestamp();
            var tensors = Run(TensorBatch.Pad(rows, _tokenizer?.PadTokenId ?? 0), cancellationToken);
            Telemetry.RecordBatch(Manifest.Name, rows.Length, rows.Sum(row => (long)row.Length), Stopwatch.GetElapsedTime(batchStart));
            for (var row = 0; row < batch.Length; row++)
                outputs[batch[row]] = OutputRows.Take(tensors, row, rows[row].Length);
        }
        return (outputs, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Runs one batch as it is.</summary>
    /// <returns>The manifest's outputs, in its order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, at once or in the middle.</exception>
    /// <exception cref="InvalidOperationException">The graph can't take the batch, or gives another shape than the manifest promises.</exception>
    public IReadOnlyList<OutputTensor> Run(TensorBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long[] shape = [batch.Rows, batch.Columns];
        var inputs = Array.ConvertAll(_inputs, name => OrtValue.CreateTensorValueFromMemory(batch.Tensor(name), shape));
        try
        {
            // What goes wrong is thrown; the log would say it once more, and in red that a run was cancelled.
            using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var registration = cancellationToken.Register(() => run.Terminate = true);
            using var outputs = _session.Run(run, _inputs, inputs, _outputs);
            return [.. outputs.Select((value, i) => OutputRows.Read(_outputs[i], value, batch, Manifest))];
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException("The model could not be run on this input.", exception);
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>MobileBERT's trigram input reads the embedding of the padding beside a text's last word, so its answers depend on how far it is padded.</summary>
    private static bool DependsOnPadding(string architecture) => architecture == "mobilebert";

    private static Tokenizer LoadTokenizer(ModelPackage package)
    {
        try
        {
            return Tokenizer.FromJson(File.ReadAllBytes(package.PathOf(ModelManifest.TokenizerFileName)));
        }
        catch (TokenizerException exception)
        {
            throw new ModelPackageException($"{ModelManifest.TokenizerFileName} is refused: {exception.Message}", exception);
        }
    }

    private static InferenceSession CreateSession(ModelPackage package, OnnxGraph graph, InferenceOptions options)
    {
        try
        {
            return InferenceSessionFactory.Create(package.PathOf(ModelManifest.ModelFileName), graph, options);
        }
        catch (OnnxRuntimeException exception)
        {
            // Its message may name paths; it stays in the inner exception.
            throw new ModelPackageException($"ONNX Runtime refuses {ModelManifest.ModelFileName}. Compile the model again with `nlp compile`.", exception);
        }
    }
}

using Microsoft.ML.OnnxRuntime;

namespace ServerlessNlp.Compiler.Running;

/// <summary>A graph in ONNX Runtime that is run on raw tensors. Thread-safe; dispose it to free the model.</summary>
internal sealed class GraphSession : IDisposable
{
    private readonly InferenceSession _session;

    public GraphSession(byte[] model, int threads = 0) => _session = Guard(() => new InferenceSession(model, Options(threads)));

    public GraphSession(string path, int threads = 0) => _session = Guard(() => new InferenceSession(path, Options(threads)));

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    /// <summary>Runs a batch; gives the outputs by name.</summary>
    public Dictionary<string, FloatTensor> Run(TokenBatch batch)
    {
        var values = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var (name, metadata) in Inputs)
                values[name] = CreateInput(batch.Get(name), batch.Shape, metadata.ElementType == typeof(int));
            using var options = new RunOptions();
            using var results = _session.Run(options, [.. values.Keys], [.. values.Values], [.. Outputs.Keys]);
            return Outputs.Keys.Zip(results).ToDictionary(pair => pair.First, pair => FloatTensor.CopyOf(pair.Second));
        }
        finally
        {
            foreach (var value in values.Values)
                value.Dispose();
        }
    }

    public void Dispose() => _session.Dispose();

    private static OrtValue CreateInput(long[] values, long[] shape, bool narrow) =>
        narrow ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => checked((int)value)), shape) : OrtValue.CreateTensorValueFromMemory(values, shape);

    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions { InterOpNumThreads = 1, EnableMemoryPattern = false, EnableCpuMemArena = false };
        options.IntraOpNumThreads = threads > 0 ? threads : Environment.ProcessorCount;
        return options;
    }

    private static InferenceSession Guard(Func<InferenceSession> create)
    {
        try
        {
            return create();
        }
        catch (OnnxRuntimeException error)
        {
            throw new CompilerException("ONNX Runtime cannot load the graph: it is damaged or uses operators that this build does not have.", error);
        }
    }
}

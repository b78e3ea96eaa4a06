using Microsoft.ML.OnnxRuntime;

namespace ServerlessNlp.Inference;

/// <summary>Makes ONNX Runtime sessions that suit a small shared instance.</summary>
internal static class InferenceSessionFactory
{
    /// <summary>The producer that the compiler of this project writes into a graph: it needs no more optimising.</summary>
    internal const string CompilerProducer = "ServerlessNlp";

    internal static InferenceSession Create(string path, OnnxGraph graph, InferenceOptions options)
    {
        using var settings = new SessionOptions
        {
            // The arena keeps what the longest document ever took (microsoft/onnxruntime#11627); the pattern, one plan for each shape (#11118).
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // Said explicitly, since ONNX Runtime counts the machine's processors, not those the container was given.
            IntraOpNumThreads = options.ThreadCount,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = graph.Producer == CompilerProducer ? GraphOptimizationLevel.ORT_DISABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Warnings name tensors and say nothing that a user could act on.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Between two operators a thread spins for a moment, since waking it takes longer than most operators do (bench/README.md). Spinning
        // on, it would steal the processor from other models.
        settings.AddSessionConfigEntry("session.intra_op.spin_duration_us", "200");
        settings.AddSessionConfigEntry("session.force_spinning_stop", "1");
        settings.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        var session = new InferenceSession(path, settings);
        NativeHeap.Trim();
        return session;
    }
}

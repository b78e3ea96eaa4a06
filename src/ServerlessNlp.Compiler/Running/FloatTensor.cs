using Microsoft.ML.OnnxRuntime;

namespace ServerlessNlp.Compiler.Running;

/// <summary>An output: its shape and its values, row-major.</summary>
internal sealed record FloatTensor(long[] Shape, float[] Values)
{
    public static FloatTensor CopyOf(OrtValue value) =>
        new(value.GetTensorTypeAndShape().Shape, value.GetTensorDataAsSpan<float>().ToArray());
}

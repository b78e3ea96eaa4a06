using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Bench.Models;

/// <summary>What one thread reaches in ONNX Runtime on a matrix product of the size that it likes: the ceiling for a network here.</summary>
internal static class MatrixPeak
{
    private const int Rows = 256;
    private const int Inner = 768;
    private const int Columns = 3072;
    private const int Rounds = 150;
    private static readonly Lazy<double> FloatPeak = new(() => Measure(OnnxElementType.Float));
    private static readonly Lazy<double> Int8Peak = new(() => Measure(OnnxElementType.UInt8));

    /// <summary>Billions of operations (a multiplication and an addition are two) a second of processor time.</summary>
    public static double Float() => FloatPeak.Value;

    public static double Int8() => Int8Peak.Value;

    public static InferenceSession SmallSession() => Session(OnnxElementType.Float, 8, 8);

    private static double Measure(OnnxElementType type)
    {
        using var session = Session(type, Inner, Columns);
        long[] shape = [Rows, Inner];
        using var x = type == OnnxElementType.Float
            ? OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, Rows * Inner).Select(i => i % 17 * 0.1f).ToArray(), shape)
            : OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, Rows * Inner).Select(i => (byte)i).ToArray(), shape);
        using var run = new RunOptions();
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = ProcessClock.Now;
            using var results = session.Run(run, ["x"], [x], ["y"]);
            best = Math.Min(best, (ProcessClock.Now - start).TotalSeconds);
        }
        return 2.0 * Rows * Inner * Columns / best / 1e9;
    }

    private static InferenceSession Session(OnnxElementType type, int inner, int columns)
    {
        var graph = new GraphBuilder();
        graph.Input("x", type, "rows", inner);
        var y = type == OnnxElementType.Float
            ? graph.Op("MatMul", ["x", graph.Constant(OnnxTensor.Floats("w", [.. Enumerable.Range(0, inner * columns).Select(i => i % 13 * 0.1f)], inner, columns))])
            : graph.RuntimeOp("MatMulIntegerToFloat", [
                "x", graph.Constant(OnnxTensor.Int8s("w", [.. Enumerable.Range(0, inner * columns).Select(i => (sbyte)(i % 127 - 63))], inner, columns)),
                graph.Number(1), graph.Number(0.01f), graph.Constant(OnnxTensor.Bytes("zero", [128]))]);
        graph.Output("y", y, OnnxElementType.Float, "rows", columns);
        using var stream = new MemoryStream();
        new OnnxModel(graph.Build("peak"), 17).Write(stream);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        return new InferenceSession(stream.ToArray(), options);
    }
}

using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Writes matrices in full precision, and beside them what their inputs are like, as further outputs of the graph.</summary>
internal sealed class CalibrationProbe(int opset) : IMatrixWriter
{
    private readonly FloatMatrixWriter _floats = new();
    private readonly Dictionary<string, Point> _points = [];

    /// <summary>Where inputs are watched, and which matrices take them.</summary>
    public IReadOnlyCollection<Point> Points => _points.Values;

    /// <summary>The largest magnitude of each channel of the weights, by matrix.</summary>
    public Dictionary<string, float[]> LargestWeights { get; } = [];

    public string Multiply(GraphBuilder graph, string x, string name, int inputs, int outputs, Func<float[]> weights)
    {
        if (!_points.TryGetValue(x, out var point))
            _points[x] = point = Watch(graph, x, inputs);
        point.Matrices.Add(name);
        if (!LargestWeights.ContainsKey(name))
            LargestWeights[name] = LargestOfColumns(weights(), inputs);
        return _floats.Multiply(graph, x, name, inputs, outputs, weights);
    }

    public string Look(GraphBuilder graph, string ids, string name, int entries, int size, Func<float[]> weights) => _floats.Look(graph, ids, name, entries, size, weights);

    private Point Watch(GraphBuilder graph, string x, int inputs)
    {
        var point = new Point($"probe.{_points.Count}.largest", $"probe.{_points.Count}.moments", inputs, []);
        graph.Output(point.Largest, Reduction.Largest(graph, graph.Op("Abs", [x]), 0, opset), OnnxElementType.Float, inputs);
        graph.Output(point.Moments, graph.Op("MatMul", [graph.Op("Transpose", [x], ("perm", new long[] { 1, 0 })), x]), OnnxElementType.Float, inputs, inputs);
        return point;
    }

    private static float[] LargestOfColumns(float[] weights, int columns)
    {
        var largest = new float[columns];
        for (var i = 0; i < weights.Length; i++)
            largest[i % columns] = Math.Max(largest[i % columns], Math.Abs(weights[i]));
        return largest;
    }

    /// <summary>An activation that is watched.</summary>
    internal sealed record Point(string Largest, string Moments, int Size, HashSet<string> Matrices);
}

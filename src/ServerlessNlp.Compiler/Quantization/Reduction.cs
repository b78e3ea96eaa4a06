using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>The largest values along one axis, which operator set 18 takes in another way than those before it.</summary>
internal static class Reduction
{
    private const int AxesAsInput = 18;

    public static string Largest(GraphBuilder graph, string x, long axis, int opset) => opset < AxesAsInput
        ? graph.Op("ReduceMax", [x], ("axes", new long[] { axis }), ("keepdims", 0))
        : graph.Op("ReduceMax", [x, graph.Integers(axis)], ("keepdims", 0));
}

namespace ServerlessNlp.Compiler.Onnx;

/// <summary>A graph (GraphProto): nodes in an order in which each finds its inputs, constants, inputs, outputs, and what is said of values in between.</summary>
internal sealed record OnnxGraph(
    string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Initializers, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs,
    IReadOnlyList<OnnxValue> Described)
{
    public void Write(ProtobufWriter writer)
    {
        foreach (var node in Nodes)
            writer.Message(1, node.Write);
        writer.Text(2, Name);
        foreach (var tensor in Initializers)
            writer.Message(5, tensor.Write);
        foreach (var input in Inputs)
            writer.Message(11, input.Write);
        foreach (var output in Outputs)
            writer.Message(12, output.Write);
        foreach (var value in Described)
            writer.Message(13, value.Write);
    }
}

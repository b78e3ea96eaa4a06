namespace ServerlessNlp.Compiler.Onnx;

/// <summary>A graph (GraphProto): nodes in an order in which each finds its inputs, constants, inputs and outputs.</summary>
internal sealed record OnnxGraph(
    string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Initializers, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs)
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
    }
}

namespace ServerlessNlp.Compiler.Onnx;

/// <summary>One operator of a graph (NodeProto). An empty input name is an optional input left out.</summary>
internal sealed record OnnxNode(string OpType, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes)
{
    public void Write(ProtobufWriter writer)
    {
        foreach (var input in Inputs)
            writer.Text(1, input);
        foreach (var output in Outputs)
            writer.Text(2, output);
        writer.Text(3, Outputs.First(name => name.Length > 0));
        writer.Text(4, OpType);
        foreach (var attribute in Attributes)
            writer.Message(5, attribute.Write);
        if (Domain.Length > 0)
            writer.Text(7, Domain);
    }
}

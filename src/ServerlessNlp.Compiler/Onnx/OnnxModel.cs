namespace ServerlessNlp.Compiler.Onnx;

/// <summary>A model file (ModelProto of onnx.proto, https://github.com/onnx/onnx) with the operator sets that its graph uses.</summary>
internal sealed record OnnxModel(OnnxGraph Graph, int Opset, string Producer = "ServerlessNlp")
{
    /// <summary>ONNX Runtime's own operators: Attention, BiasGelu, SkipLayerNormalization and the like.</summary>
    public const string RuntimeDomain = "com.microsoft";

    private const int IrVersion = 8;

    public void Write(Stream stream)
    {
        var writer = new ProtobufWriter();
        writer.Varint(1, IrVersion);
        writer.Text(2, Producer);
        writer.Message(7, Graph.Write);
        writer.Message(8, set => WriteOperatorSet(set, "", Opset));
        if (UsesRuntimeOperators(Graph))
            writer.Message(8, set => WriteOperatorSet(set, RuntimeDomain, 1));
        if (writer.Length > int.MaxValue)
            throw new CompilerException("The model would be larger than 2 GB, the limit of an ONNX file: compile it with --precision int8.");
        writer.CopyTo(stream);
    }

    private static bool UsesRuntimeOperators(OnnxGraph graph) =>
        graph.Nodes.Any(node => node.Domain == RuntimeDomain || node.Attributes.Any(attribute => attribute.Value is OnnxGraph inner && UsesRuntimeOperators(inner)));

    private static void WriteOperatorSet(ProtobufWriter writer, string domain, int version)
    {
        writer.Text(1, domain);
        writer.Varint(2, version);
    }
}

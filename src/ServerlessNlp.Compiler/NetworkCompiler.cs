using ServerlessNlp.Compiler.Architectures;
using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Heads;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler;

/// <summary>Writes the graph of a checkpoint from its architecture.</summary>
internal static class NetworkCompiler
{
    /// <summary>The standard operator set that graphs are written in: the first with LayerNormalization.</summary>
    public const int Opset = 17;

    /// <param name="config">The architecture and its sizes.</param>
    /// <param name="source">Its weights.</param>
    /// <param name="head">What it gives.</param>
    /// <param name="matrices">How matrices are written.</param>
    /// <param name="unrolled">Whether layers that share their weights are written one after the other, instead of as a loop.</param>
    /// <exception cref="CompilerException">The architecture, an option of it or the weights cannot be compiled.</exception>
    public static CompiledNetwork Compile(ModelConfig config, IWeightSource source, NetworkHead head, IMatrixWriter matrices, bool unrolled = false)
    {
        var encoder = ArchitectureCatalog.Find(config);
        var weights = new WeightReader(source, encoder.Prefix);
        var graph = new GraphBuilder();
        var network = new NetworkWriter(graph, weights, matrices, encoder.TokenTypes, unrolled);
        var writer = new HeadWriter(encoder, network);
        switch (head.Kind)
        {
            case HeadKind.Sequence: writer.WriteSequence(config.Labels.Count); break;
            case HeadKind.Token: writer.WriteToken(config.Labels.Count); break;
            case HeadKind.Span: writer.WriteSpan(); break;
            default: writer.WriteEncoder(head.Steps); break;
        }
        weights.ThrowIfIncomplete();
        return CompiledNetwork.Of(new OnnxModel(graph.Build(config.ModelType), Opset), encoder.MaxLength, weights.Unexpected);
    }
}

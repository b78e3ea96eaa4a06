using ServerlessNlp.Compiler.Architectures;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Heads;

/// <summary>Writes the encoder and the head of a task, and declares the outputs. Only what the outputs need is computed.</summary>
internal sealed class HeadWriter(EncoderArchitecture encoder, NetworkWriter network)
{
    private int Size => encoder.HiddenSize;

    private GraphBuilder Graph => network.Graph;

    public void WriteSequence(int labels)
    {
        var x = encoder.Write(network, firstTokenOnly: true);
        var logits = encoder.SequenceHead switch
        {
            SequenceHead.Pooler => Classifier(Graph.Op("Tanh", [network.Dense(x, "pooler.dense", Size, Size)]), labels),
            SequenceHead.AlbertPooler => Classifier(Graph.Op("Tanh", [network.Dense(x, "pooler", Size, Size)]), labels),
            SequenceHead.NoPooler => Classifier(x, labels),
            SequenceHead.DenseTanh => Projected(Graph.Op("Tanh", [network.HeadDense(x, "classifier.dense", Size, Size)]), labels),
            SequenceHead.DenseGelu => Projected(Graph.RuntimeOp("Gelu", [network.HeadDense(x, "classifier.dense", Size, Size)]), labels),
            SequenceHead.PreClassifier => Classifier(Graph.Op("Relu", [network.HeadDense(x, "pre_classifier", Size, Size)]), labels),
            var other => throw new InvalidOperationException($"No head {other}."),
        };
        Graph.Output("logits", logits, OnnxElementType.Float, "batch", labels);
    }

    public void WriteToken(int labels)
    {
        var logits = Classifier(encoder.Write(network, firstTokenOnly: false), labels);
        Graph.Output("logits", network.Batched(logits, labels), OnnxElementType.Float, "batch", "length", labels);
    }

    public void WriteSpan()
    {
        var logits = network.Batched(network.HeadDense(encoder.Write(network, firstTokenOnly: false), "qa_outputs", Size, 2), 2);
        var ends = Graph.Add("Split", "", [logits, Graph.Integers(1, 1)], 2, ("axis", -1));
        Graph.Output("start_logits", Graph.Op("Squeeze", [ends[0], Graph.Integers(-1)]), OnnxElementType.Float, "batch", "length");
        Graph.Output("end_logits", Graph.Op("Squeeze", [ends[1], Graph.Integers(-1)]), OnnxElementType.Float, "batch", "length");
    }

    public void WriteEncoder(Pooling? pooling, bool normalize)
    {
        var x = encoder.Write(network, firstTokenOnly: pooling == Pooling.Cls);
        if (pooling is null)
        {
            Graph.Output("last_hidden_state", network.Batched(x, Size), OnnxElementType.Float, "batch", "length", Size);
            return;
        }
        var vector = pooling == Pooling.Cls ? x : Mean(x);
        if (normalize)
            vector = Graph.Op("Div", [vector, Graph.Op("Max", [Graph.Op("ReduceL2", [vector], ("axes", new long[] { 1 })), Graph.Number(1e-12f)])]);
        Graph.Output("embeddings", vector, OnnxElementType.Float, "batch", Size);
    }

    private string Mean(string x)
    {
        var weights = Graph.Op("Unsqueeze", [Graph.Op("Cast", [network.Mask], ("to", (int)OnnxElementType.Float)), Graph.Integers(2)]);
        var sum = Graph.Op("ReduceSum", [Graph.Op("Mul", [network.Batched(x, Size), weights]), Graph.Integers(1)], ("keepdims", 0));
        var count = Graph.Op("Max", [Graph.Op("ReduceSum", [weights, Graph.Integers(1)], ("keepdims", 0)), Graph.Number(1e-9f)]);
        return Graph.Op("Div", [sum, count]);
    }

    private string Classifier(string x, int labels) => network.HeadDense(x, "classifier", Size, labels);

    private string Projected(string x, int labels) => network.HeadDense(x, "classifier.out_proj", Size, labels);
}

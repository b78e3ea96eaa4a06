using ServerlessNlp.Compiler.Architectures;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;
using ServerlessNlp.Compiler.Sentences;

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

    public void WriteEncoder(IReadOnlyList<SentenceStep> steps)
    {
        var x = encoder.Write(network, firstTokenOnly: steps is [PoolingStep { Modes: [Pooling.Cls] }, ..]);
        if (steps.Count == 0)
        {
            Graph.Output("last_hidden_state", network.Batched(x, Size), OnnxElementType.Float, "batch", "length", Size);
            return;
        }
        var (vector, size) = new VectorWriter(network).Write(x, Size, steps);
        Graph.Output("embeddings", vector, OnnxElementType.Float, "batch", size);
    }

    private string Classifier(string x, int labels) => network.HeadDense(x, "classifier", Size, labels);

    private string Projected(string x, int labels) => network.HeadDense(x, "classifier.out_proj", Size, labels);
}

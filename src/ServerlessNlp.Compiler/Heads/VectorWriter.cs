using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;
using ServerlessNlp.Compiler.Sentences;

namespace ServerlessNlp.Compiler.Heads;

/// <summary>Writes the steps from token vectors to the vector of a text, always in full precision.</summary>
internal sealed class VectorWriter(NetworkWriter network)
{
    private const float NormEpsilon = 1e-5f;
    private readonly FloatMatrixWriter _floats = new();

    private GraphBuilder Graph => network.Graph;

    /// <summary>Writes the steps; gives the vector, [batch, size], and its size.</summary>
    /// <param name="x">The token vectors [tokens, size], or those of the first tokens [batch, size] where nothing but they is pooled.</param>
    /// <param name="size">The size of a token's vector.</param>
    /// <param name="steps">At least a pooling, which is the first.</param>
    /// <exception cref="CompilerException">A step does not fit the one before it.</exception>
    public (string Vector, int Size) Write(string x, int size, IReadOnlyList<SentenceStep> steps)
    {
        var modes = ((PoolingStep)steps[0]).Modes;
        var vector = modes is [Pooling.Cls] ? x : Pooled(x, size, modes);
        size *= modes.Count;
        foreach (var step in steps.Skip(1))
        {
            (vector, size) = step switch
            {
                DenseStep dense => (Dense(vector, Fitting(size, dense.Inputs, dense.Name), dense), dense.Outputs),
                LayerNormStep norm => (LayerNorm(vector, Fitting(size, norm.Weights.Length, norm.Name), norm), size),
                _ => (Normalized(vector), size),
            };
        }
        return (vector, size);
    }

    private static int Fitting(int size, int inputs, string name) =>
        size == inputs ? size : throw new CompilerException($"The module {Printable.Name(name)} takes vectors of {inputs} where the step before it gives {size}.");

    private string Pooled(string x, int size, IReadOnlyList<Pooling> modes)
    {
        var tokens = network.Batched(x, size);
        var vectors = modes.Select(mode => mode switch
        {
            Pooling.Cls => Graph.Op("Gather", [tokens, Graph.Integer(0)], ("axis", 1)),
            Pooling.Max => Max(tokens),
            _ => Mean(tokens, mode),
        }).ToArray();
        return vectors.Length == 1 ? vectors[0] : Graph.Op("Concat", vectors, ("axis", -1));
    }

    private string Weights() => Graph.Op("Unsqueeze", [Graph.Op("Cast", [network.Mask], ("to", (int)OnnxElementType.Float)), Graph.Integers(2)]);

    private string Mean(string tokens, Pooling mode)
    {
        var weights = Weights();
        var sum = Graph.Op("ReduceSum", [Graph.Op("Mul", [tokens, weights]), Graph.Integers(1)], ("keepdims", 0));
        var count = Graph.Op("Max", [Graph.Op("ReduceSum", [weights, Graph.Integers(1)], ("keepdims", 0)), Graph.Number(1e-9f)]);
        return Graph.Op("Div", [sum, mode == Pooling.Mean ? count : Graph.Op("Sqrt", [count])]);
    }

    private string Max(string tokens)
    {
        var shown = Graph.Op("Where", [Graph.Op("Cast", [Weights()], ("to", (int)OnnxElementType.Bool)), tokens, Graph.Number(-1e9f)]);
        return Graph.Op("ReduceMax", [shown], ("axes", new long[] { 1 }), ("keepdims", 0));
    }

    private string Normalized(string vector) =>
        Graph.Op("Div", [vector, Graph.Op("Max", [Graph.Op("ReduceL2", [vector], ("axes", new long[] { 1 })), Graph.Number(1e-12f)])]);

    private string Dense(string vector, int inputs, DenseStep step)
    {
        var product = _floats.Multiply(Graph, vector, step.Name + ".weight", inputs, step.Outputs, () => step.Weights);
        var sum = Graph.Op("Add", [product, Graph.Constant(OnnxTensor.Floats(step.Name + ".bias", step.Bias, step.Outputs))]);
        return step.Activation switch
        {
            DenseActivation.Identity => sum,
            DenseActivation.Gelu => Graph.RuntimeOp("Gelu", [sum]),
            var activation => Graph.Op(activation.ToString(), [sum]),
        };
    }

    private string LayerNorm(string vector, int size, LayerNormStep step) => Graph.Op("LayerNormalization", [
        vector, Graph.Constant(OnnxTensor.Floats(step.Name + ".weight", step.Weights, size)), Graph.Constant(OnnxTensor.Floats(step.Name + ".bias", step.Bias, size))],
        ("axis", -1), ("epsilon", NormEpsilon));
}

using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Networks;

/// <summary>
/// The words in which architectures are written: dense layers, normalisation, attention, embeddings. Hidden states are [tokens, size],
/// all texts of a batch below each other, so that every product is one large matrix product; attention alone sees [batch, length, size].
/// </summary>
internal sealed class NetworkWriter
{
    // Unless the rows of most values are known to be as many, ONNX Runtime compares each with all others in search of memory to use
    // again: a second of loading for SqueezeBERT, and no memory found.
    private const string Tokens = "tokens";

    private readonly GraphBuilder _root;
    private readonly IMatrixWriter _matrices;
    private readonly FloatMatrixWriter _floats = new();
    private readonly bool _unrolled;
    private readonly string _batch;
    private readonly string _flatIds;
    private readonly Dictionary<int, string> _shapes = [];

    public NetworkWriter(GraphBuilder graph, WeightReader weights, IMatrixWriter matrices, bool tokenTypes, bool unrolled = false)
    {
        _unrolled = unrolled;
        Graph = _root = graph;
        Weights = weights;
        _matrices = matrices;
        Ids = graph.Input("input_ids", OnnxElementType.Int64, "batch", "length");
        Mask = graph.Op("Cast", [graph.Input("attention_mask", OnnxElementType.Int64, "batch", "length")], ("to", (int)OnnxElementType.Int32));
        TokenTypes = tokenTypes ? graph.Input("token_type_ids", OnnxElementType.Int64, "batch", "length") : null;
        _batch = graph.Op("Shape", [Ids], ("start", 0), ("end", 1));
        Length = graph.Op("Shape", [Ids], ("start", 1), ("end", 2));
        _flatIds = Flat(Ids);
    }

    /// <summary>The graph that is written to: the model's, or the body of a loop.</summary>
    public GraphBuilder Graph { get; private set; }

    public WeightReader Weights { get; }

    /// <summary>The ids as given, [batch, length].</summary>
    public string Ids { get; }

    /// <summary>The attention mask as 32-bit integers, [batch, length].</summary>
    public string Mask { get; }

    public string? TokenTypes { get; }

    /// <summary>The length of the batch, a vector of one number.</summary>
    public string Length { get; }

    /// <summary>x·Wᵀ without the bias, at the precision of the model.</summary>
    public string Project(string x, string name, int inputs, int outputs) =>
        _matrices.Multiply(Graph, x, name, inputs, outputs, () => Weights.Encoder(name + ".weight", outputs, inputs));

    /// <summary>x·Wᵀ + b, at the precision of the model.</summary>
    public string Dense(string x, string name, int inputs, int outputs) =>
        Graph.Op("Add", [Project(x, name, inputs, outputs), Bias(name, outputs)]);

    /// <summary>x·Wᵀ + b of a head, always in full precision: heads are small and decide the answer.</summary>
    public string HeadDense(string x, string name, int inputs, int outputs)
    {
        var product = _floats.Multiply(Graph, x, name, inputs, outputs, () => Weights.Head(name + ".weight", outputs, inputs));
        return Graph.Op("Add", [product, Graph.Constant(OnnxTensor.Floats(name + ".bias", Weights.Head(name + ".bias", outputs), outputs))]);
    }

    /// <summary>A matrix that the compiler made itself, such as one group of a grouped convolution.</summary>
    public string Project(string x, string name, int inputs, int outputs, Func<float[]> weights) =>
        _matrices.Multiply(Graph, x, name, inputs, outputs, weights);

    public string Bias(string name, int size) => Vector(name + ".bias", size);

    public string Vector(string name, int size)
    {
        if (!Graph.HasConstant(name))
            Graph.Constant(OnnxTensor.Floats(name, Weights.Encoder(name, size), size));
        return name;
    }

    /// <summary>The activation of x + bias.</summary>
    public string Activate(string x, string bias, Activation activation) => activation switch
    {
        Activation.Gelu => Graph.RuntimeOp("BiasGelu", [x, bias]),
        Activation.GeluTanh => Graph.RuntimeOp("FastGelu", [x, bias]),
        _ => Graph.Op("Relu", [Graph.Op("Add", [x, bias])]),
    };

    /// <summary>Layer normalisation over the last dimension (Ba et al. 2016).</summary>
    public string Normalize(string x, string name, int size, float epsilon) =>
        Graph.Op("LayerNormalization", [x, Vector(name + ".weight", size), Vector(name + ".bias", size)], ("axis", -1), ("epsilon", epsilon));

    /// <summary>Layer normalisation of x + skip + bias, in one pass.</summary>
    public string AddAndNormalize(string x, string skip, string? bias, string name, int size, float epsilon)
    {
        string[] inputs = [x, skip, Vector(name + ".weight", size), Vector(name + ".bias", size)];
        return Graph.RuntimeOp("SkipLayerNormalization", bias is null ? inputs : [.. inputs, bias], ("epsilon", epsilon));
    }

    /// <summary>
    /// Scaled dot-product attention over projected q, k and v ([rows, size], biases not yet added). A text may have fewer queries
    /// than keys, such as its first token only; <paramref name="allTokens"/> says that it has as many. Where the mask is 0 nothing is
    /// attended to.
    /// </summary>
    public string Attend(string q, string k, string v, string biases, int heads, int size, bool allTokens, string? scoreBias = null)
    {
        string[] inputs = [Batched(q, size), Batched(k, size), Batched(v, size), biases, Mask];
        var output = Graph.RuntimeOp(
            "MultiHeadAttention", scoreBias is null ? inputs : [.. inputs, scoreBias], ("num_heads", heads), ("mask_filter_value", float.MinValue));
        return allTokens ? Flat(output, size) : Rows(output, size);
    }

    /// <summary>The biases of q, k and v, one behind the other, as attention takes them.</summary>
    public string AttentionBiases(string q, string k, string v, int size)
    {
        var name = $"{q}+{k}+{v}.bias";
        if (!Graph.HasConstant(name))
            Graph.Constant(OnnxTensor.Floats(name, [.. Weights.Encoder(q + ".bias", size), .. Weights.Encoder(k + ".bias", size), .. Weights.Encoder(v + ".bias", size)], 3 * size));
        return name;
    }

    /// <summary>The embeddings of the input ids, [tokens, size].</summary>
    public string WordEmbeddings(string name, int entries, int size)
    {
        if (Weights.WidthOf(name + FactorNames.Table) is not { } rank)
            return Look(_flatIds, name, entries, size, _matrices);
        var narrow = Look(_flatIds, name + ".factors", entries, rank, _matrices);
        return Project(narrow, name + ".projection", rank, size);
    }

    /// <summary>The embeddings of the token types, [tokens, size].</summary>
    public string TokenTypeEmbeddings(string name, int entries, int size) => Look(Flat(TokenTypes!), name, entries, size, _floats);

    /// <summary>The embeddings of positions ([batch, length] or [length]), with those dimensions kept; a constant may be added to each.</summary>
    public string PositionEmbeddings(string positions, string name, int entries, int size, float[]? addend = null)
    {
        var table = name + ".weight";
        if (!Graph.HasConstant(table))
        {
            var values = Weights.Encoder(table, entries, size);
            for (var i = 0; addend is not null && i < values.Length; i++)
                values[i] += addend[i % size];
            Graph.Constant(OnnxTensor.Floats(table, values, entries, size));
        }
        return Graph.Op("Gather", [table, positions]);
    }

    /// <summary>The positions 0, 1, 2 … of a batch, [length].</summary>
    public string Positions() =>
        Graph.Op("Range", [Graph.Constant(OnnxTensor.Int64s("zero", [0])), Graph.Op("Squeeze", [Length]), Graph.Constant(OnnxTensor.Int64s("one", [1]))]);

    /// <summary>Positions as RoBERTa counts them: tokens other than [PAD], from pad + 1 on; [PAD] itself has the position pad. [batch, length].</summary>
    public string PositionsOfNonPadding(int pad)
    {
        var padding = Graph.Constant(OnnxTensor.Int64s($"pad.{pad}", [pad]));
        var present = Graph.Op("Cast", [Graph.Op("Not", [Graph.Op("Equal", [Ids, padding])])], ("to", (int)OnnxElementType.Int64));
        var count = Graph.Op("CumSum", [present, Graph.Constant(OnnxTensor.Int64s("one", [1]))]);
        return Graph.Op("Add", [Graph.Op("Mul", [count, present]), padding]);
    }

    /// <summary>[rows, size] as [batch, rows of a text, size].</summary>
    public string Batched(string x, int size) => Graph.Op("Reshape", [x, BatchedShape(size)]);

    /// <summary>[batch, length, size] as [tokens, size].</summary>
    public string Flat(string x, int size) => Graph.Describe(Rows(x, size), OnnxElementType.Float, Tokens, size);

    /// <summary>The first token of every text, [batch, size].</summary>
    public string FirstTokens(string x, int size) =>
        Graph.Op("Gather", [Batched(x, size), Graph.Constant(OnnxTensor.Int64s("zero", [0]))], ("axis", 1));

    /// <summary>The first tokens of every text, as many as a vector of one number says, [rows, size].</summary>
    public string LeadingTokens(string x, int size, string count) =>
        Rows(Graph.Op("Slice", [Batched(x, size), Graph.Integers(0), count, Graph.Integers(1)]), size);

    /// <summary>Runs the same layers several times over one state, with their weights stored, and packed for the processor, only once.</summary>
    /// <param name="times">How often.</param>
    /// <param name="state">The hidden states before the first pass.</param>
    /// <param name="body">Writes one pass; it is given the state and the pass's number (a scalar) and returns the new state.</param>
    public string Repeat(int times, string state, Func<string, string, string> body)
    {
        if (_unrolled)
        {
            for (var number = 0; number < times; number++)
                state = body(state, Graph.Integer(number));
            return state;
        }
        var outer = Graph;
        var inner = outer.Body();
        Graph = inner;
        var pass = inner.Input(inner.Fresh("pass"), OnnxElementType.Int64);
        var condition = inner.Input(inner.Fresh("condition"), OnnxElementType.Bool);
        var before = inner.Input(inner.Fresh("state"), OnnxElementType.Float, "rows", "size");
        var after = body(before, pass);
        inner.Output(inner.Fresh("continue"), condition, OnnxElementType.Bool);
        inner.Output(after, after, OnnxElementType.Float, null);
        Graph = outer;
        return outer.Op("Loop", [outer.Constant(OnnxTensor.Int64s($"times.{times}", [times])), "", state], ("body", inner.Build("layers")));
    }

    private string BatchedShape(int size)
    {
        // Written once, in the outermost graph, where every loop sees it.
        if (!_shapes.TryGetValue(size, out var shape))
            _shapes[size] = shape = _root.Op("Concat", [_batch, _root.Integers(-1, size)], ("axis", 0));
        return shape;
    }

    private string Rows(string x, int size) => Graph.Op("Reshape", [x, Graph.Integers(-1, size)]);

    private string Flat(string ids) => Graph.Describe(Graph.Op("Reshape", [ids, Graph.Integers(-1)]), OnnxElementType.Int64, Tokens);

    private string Look(string ids, string name, int entries, int size, IMatrixWriter writer) =>
        writer.Look(Graph, ids, name + ".weight", entries, size, () => Weights.Encoder(name + ".weight", entries, size));
}

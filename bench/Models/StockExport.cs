using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Bench.Models;

/// <summary>
/// The graph that PyTorch's exporter writes for a model of Transformers, operator by operator (opset 14: layer normalisation and GELU in
/// pieces, attention with transposes, convolutions for SqueezeBERT), as seen in such files. ONNX Runtime optimises it when it loads it.
/// </summary>
internal sealed class StockExport(SyntheticCheckpoint checkpoint)
{
    private readonly GraphBuilder _graph = new();

    private string Type => (string)checkpoint.Config["model_type"];

    private int Size => checkpoint["hidden_size"];

    private int Heads => checkpoint["num_attention_heads"];

    public void Save(string path)
    {
        foreach (var name in new[] { "input_ids", "attention_mask", "token_type_ids" })
            _graph.Input(name, OnnxElementType.Int64, "batch", "length");
        var mask = Unsqueeze(Unsqueeze("attention_mask", 1), 2);
        mask = _graph.Op("Mul", [_graph.Op("Sub", [_graph.Number(1), _graph.Op("Cast", [mask], ("to", (int)OnnxElementType.Float))]), _graph.Number(float.MinValue)]);
        var x = Type switch
        {
            "squeezebert" => SqueezeLayers(Embeddings("transformer.embeddings.", Size), mask),
            "albert" => AlbertLayers(Dense(Embeddings("albert.embeddings.", 128), "albert.encoder.embedding_hidden_mapping_in", 128, Size), mask),
            _ => BertLayers(Embeddings("bert.embeddings.", Size), mask),
        };
        var first = _graph.Op("Gather", [x, _graph.Constant(OnnxTensor.Int64s("first", [0]))], ("axis", 1));
        var pooler = Type switch { "squeezebert" => "transformer.pooler.dense", "albert" => "albert.pooler", _ => "bert.pooler.dense" };
        var pooled = _graph.Op("Tanh", [Gemm(first, pooler, Size, Size)]);
        _graph.Output("logits", Gemm(pooled, "classifier", Size, 2), OnnxElementType.Float, "batch", 2);
        using var stream = File.Create(path);
        new OnnxModel(_graph.Build("stock"), 14, "pytorch").Write(stream);
    }

    private string Embeddings(string at, int size)
    {
        var length = Unsqueeze(_graph.Op("Gather", [_graph.Op("Shape", ["input_ids"]), _graph.Constant(OnnxTensor.Int64s("second", [1]))], ("axis", 0)), 0);
        var all = _graph.Constant(OnnxTensor.Int64s("position_ids", [.. Enumerable.Range(0, 512).Select(i => (long)i)], 1, 512));
        var positions = _graph.Op("Slice", [all, _graph.Integers(0), length, _graph.Integers(1), _graph.Integers(1)]);
        var words = _graph.Op("Gather", [Weight(at + "word_embeddings.weight"), "input_ids"]);
        var types = _graph.Op("Gather", [Weight(at + "token_type_embeddings.weight"), "token_type_ids"]);
        var sum = _graph.Op("Add", [_graph.Op("Add", [words, types]), _graph.Op("Gather", [Weight(at + "position_embeddings.weight"), positions])]);
        return Norm(sum, at + "LayerNorm");
    }

    private string BertLayers(string x, string mask)
    {
        for (var layer = 0; layer < checkpoint["num_hidden_layers"]; layer++)
        {
            var at = $"bert.encoder.layer.{layer}.";
            x = Layer(x, mask, at + "attention.self.query", at + "attention.self.key", at + "attention.self.value", at + "attention.output.dense",
                at + "attention.output.LayerNorm", at + "intermediate.dense", at + "output.dense", at + "output.LayerNorm", Gelu);
        }
        return x;
    }

    private string AlbertLayers(string x, string mask)
    {
        const string At = "albert.encoder.albert_layer_groups.0.albert_layers.0.";
        for (var layer = 0; layer < checkpoint["num_hidden_layers"]; layer++)
            x = Layer(x, mask, At + "attention.query", At + "attention.key", At + "attention.value", At + "attention.dense",
                At + "attention.LayerNorm", At + "ffn", At + "ffn_output", At + "full_layer_layer_norm", GeluNew);
        return x;
    }

    private string Layer(string x, string mask, string query, string key, string value, string output, string norm, string inner, string outer, string lastNorm, Func<string, string> gelu)
    {
        var (q, k, v) = (Dense(x, query, Size, Size), Dense(x, key, Size, Size), Dense(x, value, Size, Size));
        var scores = _graph.Op("MatMul", [Split(q, 0, 2, 1, 3), Transpose(Split(k, 0, 2, 1, 3), 0, 1, 3, 2)]);
        var context = Transpose(_graph.Op("MatMul", [Softmax(scores, mask), Split(v, 0, 2, 1, 3)]), 0, 2, 1, 3);
        var joined = _graph.Op("Reshape", [context, Shape(context, 0, 1, Size)]);
        var attended = Norm(_graph.Op("Add", [Dense(joined, output, Size, Size), x]), norm);
        return Norm(_graph.Op("Add", [Dense(gelu(Dense(attended, inner, Size, 4 * Size)), outer, 4 * Size, Size), attended]), lastNorm);
    }

    private string SqueezeLayers(string x, string mask)
    {
        x = Transpose(x, 0, 2, 1);
        for (var layer = 0; layer < checkpoint["num_hidden_layers"]; layer++)
        {
            var at = $"transformer.encoder.layers.{layer}.";
            var (q, k, v) = (Conv(x, at + "attention.query"), Conv(x, at + "attention.key"), Conv(x, at + "attention.value"));
            var scores = _graph.Op("MatMul", [Transpose(SplitChannels(q), 0, 1, 3, 2), SplitChannels(k)]);
            var context = Transpose(_graph.Op("MatMul", [Softmax(scores, mask), Transpose(SplitChannels(v), 0, 1, 3, 2)]), 0, 1, 3, 2);
            var joined = _graph.Op("Reshape", [context, _graph.Op("Concat", [Dimension(context, 0), _graph.Integers(Size), Dimension(context, 3)], ("axis", 0))]);
            var attended = NormChannels(_graph.Op("Add", [Conv(joined, at + "post_attention.conv1d"), x]), at + "post_attention.layernorm");
            x = NormChannels(_graph.Op("Add", [Conv(Gelu(Conv(attended, at + "intermediate.conv1d")), at + "output.conv1d"), attended]), at + "output.layernorm");
        }
        return Transpose(x, 0, 2, 1);
    }

    private string Softmax(string scores, string mask) =>
        _graph.Op("Softmax", [_graph.Op("Add", [_graph.Op("Div", [scores, _graph.Number(MathF.Sqrt(Size / Heads))]), mask])], ("axis", -1));

    private string Dense(string x, string name, int inputs, int outputs)
    {
        var matrix = name + ".transposed";
        if (!_graph.HasConstant(matrix))
            _graph.Constant(OnnxTensor.Floats(matrix, Compiler.Networks.Matrix.Transpose<float>(checkpoint.Read(name + ".weight"), outputs, inputs), inputs, outputs));
        return _graph.Op("Add", [Weight(name + ".bias"), _graph.Op("MatMul", [x, matrix])]);
    }

    private string Gemm(string x, string name, int inputs, int outputs) =>
        _graph.Op("Gemm", [x, Weight(name + ".weight"), Weight(name + ".bias")], ("alpha", 1f), ("beta", 1f), ("transB", 1));

    private string Conv(string x, string name) =>
        _graph.Op("Conv", [x, Weight(name + ".weight"), Weight(name + ".bias")],
            ("group", (int)(Channels(name) / checkpoint.Weights[name + ".weight"].Shape[1])), ("kernel_shape", new long[] { 1 }), ("strides", new long[] { 1 }), ("dilations", new long[] { 1 }), ("pads", new long[] { 0, 0 }));

    private int Channels(string name) => name.EndsWith(".output.conv1d", StringComparison.Ordinal) ? 4 * Size : Size;

    private string Norm(string x, string name)
    {
        var centred = _graph.Op("Sub", [x, _graph.Op("ReduceMean", [x], ("axes", new long[] { -1 }))]);
        var variance = _graph.Op("ReduceMean", [_graph.Op("Pow", [centred, _graph.Number(2)])], ("axes", new long[] { -1 }));
        var normal = _graph.Op("Div", [centred, _graph.Op("Sqrt", [_graph.Op("Add", [variance, _graph.Number(1e-12f)])])]);
        return _graph.Op("Add", [_graph.Op("Mul", [normal, Weight(name + ".weight")]), Weight(name + ".bias")]);
    }

    private string NormChannels(string x, string name) => Transpose(Norm(Transpose(x, 0, 2, 1), name), 0, 2, 1);

    private string Gelu(string x)
    {
        var erf = _graph.Op("Erf", [_graph.Op("Div", [x, _graph.Number(MathF.Sqrt(2))])]);
        return _graph.Op("Mul", [_graph.Op("Mul", [x, _graph.Op("Add", [erf, _graph.Number(1)])]), _graph.Number(0.5f)]);
    }

    private string GeluNew(string x)
    {
        var inner = _graph.Op("Add", [x, _graph.Op("Mul", [_graph.Op("Pow", [x, _graph.Number(3)]), _graph.Number(0.044715f)])]);
        var tanh = _graph.Op("Tanh", [_graph.Op("Mul", [inner, _graph.Number(0.7978845608f)])]);
        return _graph.Op("Mul", [_graph.Op("Mul", [x, _graph.Number(0.5f)]), _graph.Op("Add", [tanh, _graph.Number(1)])]);
    }

    private string Split(string x, params long[] order) =>
        Transpose(_graph.Op("Reshape", [x, _graph.Op("Concat", [Dimension(x, 0), Dimension(x, 1), _graph.Integers(Heads), _graph.Integers(Size / Heads)], ("axis", 0))]), order);

    private string SplitChannels(string x) =>
        _graph.Op("Reshape", [x, _graph.Op("Concat", [Dimension(x, 0), _graph.Integers(Heads), _graph.Integers(Size / Heads), Dimension(x, 2)], ("axis", 0))]);

    private string Shape(string x, int first, int second, int size) =>
        _graph.Op("Concat", [Dimension(x, first), Dimension(x, second), _graph.Integers(size)], ("axis", 0));

    private string Dimension(string x, int index) =>
        Unsqueeze(_graph.Op("Gather", [_graph.Op("Shape", [x]), _graph.Constant(OnnxTensor.Int64s($"dimension.{index}", [index]))], ("axis", 0)), 0);

    private string Transpose(string x, params long[] order) => _graph.Op("Transpose", [x], ("perm", order));

    private string Unsqueeze(string x, int axis) => _graph.Op("Unsqueeze", [x, _graph.Integers(axis)]);

    private string Weight(string name)
    {
        if (!_graph.HasConstant(name))
            _graph.Constant(OnnxTensor.Floats(name, checkpoint.Read(name), [.. checkpoint.Weights[name].Shape]));
        return name;
    }
}

using System.Text.Json;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Tests.OnnxImport;

/// <summary>Graphs of one BERT layer as PyTorch's exporter writes them: products with numbered, transposed matrices, norms operator by operator.</summary>
internal sealed class ExportedGraphs
{
    public const int Vocabulary = 40, Positions = 24, Size = 32, Inner = 64, Heads = 4;
    private readonly GraphBuilder _graph = new();
    private readonly Random _random = new(8);
    private readonly bool _named;
    private int _matrices;

    private ExportedGraphs(bool named) => _named = named;

    /// <summary>An encoder with last_hidden_state, its biases and norms under their own names or not.</summary>
    public static byte[] Encoder(bool named = true, int opset = 14) => new ExportedGraphs(named).Build(null, opset);

    /// <summary>A classifier of two labels.</summary>
    public static byte[] Classifier() => new ExportedGraphs(true).Build(2, 14);

    public static string Config(params string[] labels) => JsonSerializer.Serialize(new
    {
        model_type = "bert",
        architectures = new[] { labels.Length > 0 ? "BertForSequenceClassification" : "BertModel" },
        vocab_size = Vocabulary, max_position_embeddings = Positions, type_vocab_size = 2, hidden_size = Size, intermediate_size = Inner,
        num_attention_heads = Heads, num_hidden_layers = 1, hidden_act = "gelu", layer_norm_eps = 1e-12,
        id2label = labels.Select((label, id) => (label, id)).ToDictionary(pair => $"{pair.id}", pair => pair.label),
    });

    private byte[] Build(int? labels, int opset)
    {
        var ids = _graph.Input("input_ids", OnnxElementType.Int64, "batch", "sequence");
        var mask = _graph.Input("attention_mask", OnnxElementType.Int64, "batch", "sequence");
        var types = _graph.Input("token_type_ids", OnnxElementType.Int64, "batch", "sequence");
        var length = _graph.Op("Gather", [_graph.Op("Shape", [ids]), _graph.Integer(1)]);
        var places = _graph.Op("Range", [_graph.Integer(0), length, _graph.Integer(1)]);
        var words = _graph.Op("Add", [_graph.Op("Gather", [Weight("embeddings.word_embeddings.weight", Vocabulary, Size), ids]), _graph.Op("Gather", [Weight("embeddings.token_type_embeddings.weight", 2, Size), types])]);
        var x = Norm(_graph.Op("Add", [words, _graph.Op("Gather", [Weight("embeddings.position_embeddings.weight", Positions, Size), places])]), "embeddings.LayerNorm");
        var shown = _graph.Op("Unsqueeze", [_graph.Op("Cast", [mask], ("to", 1)), _graph.Integers(1, 2)]);
        var hidden = _graph.Op("Mul", [_graph.Op("Sub", [_graph.Number(1), shown]), _graph.Number(-10000)]);
        const string At = "encoder.layer.0.";
        var (q, k, v) = (Split(Dense(x, At + "attention.self.query", Size, Size), 1), Split(Dense(x, At + "attention.self.key", Size, Size), 3), Split(Dense(x, At + "attention.self.value", Size, Size), 1));
        var scores = _graph.Op("Add", [_graph.Op("Div", [_graph.Op("MatMul", [q, k]), _graph.Number(MathF.Sqrt(Size / Heads))]), hidden]);
        var context = _graph.Op("Transpose", [_graph.Op("MatMul", [_graph.Op("Softmax", [scores], ("axis", -1)), v])], ("perm", new long[] { 0, 2, 1, 3 }));
        var joined = _graph.Op("Reshape", [context, _graph.Integers(0, 0, Size)]);
        x = Norm(_graph.Op("Add", [Dense(joined, At + "attention.output.dense", Size, Size), x]), At + "attention.output.LayerNorm");
        var inner = Dense(x, At + "intermediate.dense", Size, Inner);
        var erf = _graph.Op("Add", [_graph.Op("Erf", [_graph.Op("Div", [inner, _graph.Number(MathF.Sqrt(2))])]), _graph.Number(1)]);
        var active = _graph.Op("Mul", [_graph.Op("Mul", [inner, erf]), _graph.Number(0.5f)]);
        x = Norm(_graph.Op("Add", [Dense(active, At + "output.dense", Inner, Size), x]), At + "output.LayerNorm");
        if (labels is { } count)
        {
            var first = _graph.Op("Gather", [x, _graph.Integer(0)], ("axis", 1));
            var pooled = _graph.Op("Tanh", [Gemm(first, "pooler.dense", Size)]);
            _graph.Output("logits", Gemm(pooled, "classifier", count), OnnxElementType.Float, "batch", count);
        }
        else
        {
            _graph.Output("last_hidden_state", x, OnnxElementType.Float, "batch", "sequence", Size);
        }
        using var file = new MemoryStream();
        new OnnxModel(_graph.Build("exported"), opset, "pytorch").Write(file);
        return file.ToArray();
    }

    private string Weight(string name, params int[] shape)
    {
        var values = Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => (_random.NextSingle() - 0.5f) * (name.Contains("LayerNorm") ? 0.2f : 0.6f) + (name.EndsWith("LayerNorm.weight") ? 1 : 0)).ToArray();
        return _graph.Constant(OnnxTensor.Floats(_named || name.Contains("embeddings.word") ? name : $"onnx::{++_matrices}", values, [.. shape.Select(size => (long)size)]));
    }

    private string Dense(string x, string name, int inputs, int outputs)
    {
        var matrix = Weight($"onnx::MatMul_{++_matrices}", inputs, outputs);
        return _graph.Op("Add", [Weight(name + ".bias", outputs), _graph.Op("MatMul", [x, matrix])]);
    }

    private string Gemm(string x, string name, int outputs) =>
        _graph.Op("Gemm", [x, Weight(name + ".weight", outputs, Size), Weight(name + ".bias", outputs)], ("transB", 1));

    private string Split(string x, int place) => _graph.Op("Transpose", [_graph.Op("Reshape", [x, _graph.Integers(0, 0, Heads, Size / Heads)])], ("perm", place == 3 ? new long[] { 0, 2, 3, 1 } : [0, 2, 1, 3]));

    private string Norm(string x, string name)
    {
        var axes = new long[] { -1 };
        var centred = _graph.Op("Sub", [x, _graph.Op("ReduceMean", [x], ("axes", axes))]);
        var variance = _graph.Op("ReduceMean", [_graph.Op("Pow", [centred, _graph.Number(2)])], ("axes", axes));
        var scaled = _graph.Op("Div", [centred, _graph.Op("Sqrt", [_graph.Op("Add", [variance, _graph.Number(1e-12f)])])]);
        return _graph.Op("Add", [_graph.Op("Mul", [scaled, Weight(name + ".weight", Size)]), Weight(name + ".bias", Size)]);
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>What a graph tells of its config.json: the architecture by the names of its weights, sizes by their shapes, the rest by its operators.</summary>
internal static partial class GraphConfig
{
    // The first whose mark is in a name holds; BERT's own names come last, since others contain them.
    private static readonly (string Mark, string Family)[] Marks =
    [
        ("albert_layer_groups.", "albert"), ("post_attention.conv1d.", "squeezebert"), ("transformer.layer.0.attention.q_lin.", "distilbert"),
        ("attention.attn.q.", "mpnet"), ("bottleneck.input.", "mobilebert"), ("electra.", "electra"), ("embeddings_project.", "electra"),
        ("roberta.", "roberta"), ("encoder.layer.0.attention.self.query.", "bert"),
    ];

    /// <summary>The family that the names of the weights show, or null.</summary>
    public static string? Family(ImportedGraph graph, IWeightSource weights)
    {
        var family = Array.Find(Marks, mark => weights.Weights.Keys.Any(name => name.Contains(mark.Mark, StringComparison.Ordinal))).Family;
        // Without its prefix RoBERTa has BERT's names; but it counts its positions.
        return family == "bert" && graph.Count("CumSum") > 0 ? "roberta" : family;
    }

    /// <summary>A config.json of what can be told; what cannot is left out, and asked for by its name where it is needed.</summary>
    public static JsonObject Describe(ImportedGraph graph, IWeightSource weights, string family)
    {
        long Dimension(string end, int index) => weights.Weights.FirstOrDefault(weight => weight.Key.EndsWith(end, StringComparison.Ordinal)).Value?.Shape.ElementAtOrDefault(index) ?? 0;
        var config = new JsonObject { ["model_type"] = family };
        var embedding = Dimension("word_embeddings.weight", 1);
        var hidden = new[] { Dimension("encoder.embedding_hidden_mapping_in.weight", 0), Dimension("embeddings_project.weight", 0), Dimension("embeddings.embedding_transformation.weight", 0), embedding }.FirstOrDefault(size => size > 0);
        var inner = InnerNames.Select(name => Dimension(name, 0)).FirstOrDefault(size => size > 0);
        var layers = family == "albert" ? graph.Count("Softmax") : Numbers(weights, LayerNumber()) + 1;
        Set(Dimension("word_embeddings.weight", 0), "vocab_size");
        Set(Dimension("position_embeddings.weight", 0), "max_position_embeddings");
        Set(Dimension("token_type_embeddings.weight", 0), "type_vocab_size");
        Set(embedding, "embedding_size");
        Set(hidden, "hidden_size", "dim");
        Set(layers, "num_hidden_layers", "n_layers");
        Set(inner, "intermediate_size", "hidden_dim");
        Set(Heads(graph, hidden), "num_attention_heads", "n_heads");
        if (family == "albert")
        {
            Set(Numbers(weights, GroupNumber()) + 1, "num_hidden_groups");
            Set(Numbers(weights, InnerNumber()) + 1, "inner_group_num");
        }
        // A convolution in groups is [outputs, inputs / groups, 1].
        foreach (var (part, name, inputs) in Grouped)
            Set(Dimension(part + ".weight", 1) is > 0 and var width ? (inputs ? hidden : inner) / width : 0, name);
        if (Epsilon(graph) is { } epsilon)
            config["layer_norm_eps"] = epsilon;
        foreach (var name in new[] { "hidden_act", "activation" })
            config[name] = Activation(graph, layers);
        return config;

        void Set(long value, params string[] names)
        {
            foreach (var name in names.Where(_ => value > 0))
                config[name] = value;
        }
    }

    private static readonly string[] InnerNames = ["intermediate.dense.weight", "ffn.lin1.weight", "albert_layers.0.ffn.weight", "intermediate.conv1d.weight"];

    private static readonly (string Part, string Name, bool FromHidden)[] Grouped =
    [
        ("layers.0.attention.query", "q_groups", true), ("layers.0.attention.key", "k_groups", true), ("layers.0.attention.value", "v_groups", true),
        ("layers.0.post_attention.conv1d", "post_attention_groups", true), ("layers.0.intermediate.conv1d", "intermediate_groups", true), ("layers.0.output.conv1d", "output_groups", false),
    ];

    /// <summary>How a hidden state is parted into heads: the two last numbers of a shape, whose product is its size.</summary>
    private static long Heads(ImportedGraph graph, long hidden)
    {
        foreach (var node in graph.Nodes.Where(node => node.OpType is "Concat" or "Reshape"))
        {
            var numbers = (node.OpType == "Concat" ? node.Inputs : node.Inputs.Skip(1)).SelectMany(name => graph.Constant(name)?.ReadIntegers() ?? []).ToList();
            for (var i = 0; i + 1 < numbers.Count; i++)
            {
                if (numbers[i] > 1 && numbers[i + 1] > 1 && numbers[i] * numbers[i + 1] == hidden)
                    return numbers[i];
            }
        }
        return 0;
    }

    private static float? Epsilon(ImportedGraph graph)
    {
        if (graph.Nodes.FirstOrDefault(node => node.OpType == "LayerNormalization") is { } norm)
            return norm.Single("epsilon") ?? 1e-5f;
        foreach (var root in graph.Nodes.Where(node => node.OpType == "Sqrt"))
        {
            var sum = graph.Nodes.FirstOrDefault(node => node.OpType == "Add" && node.Outputs[0] == root.Inputs[0]);
            if (sum?.Inputs.Select(graph.Constant).FirstOrDefault(constant => constant is { WeightType: not null, Shape.Length: 0 }) is { } epsilon)
                return epsilon.ReadFloats()[0];
        }
        return null;
    }

    private static string Activation(ImportedGraph graph, long layers)
    {
        if (graph.Count("Erf") > 0)
            return "gelu";
        // A pooler has one as well.
        return graph.Count("Tanh") >= Math.Max(layers, 2) ? "gelu_new" : graph.Count("Gelu") > 0 ? "gelu" : "relu";
    }

    private static int Numbers(IWeightSource weights, Regex pattern) =>
        weights.Weights.Keys.Select(name => pattern.Match(name)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();

    [GeneratedRegex(@"(?:encoder\.layers?|transformer\.layer)\.([0-9]{1,4})\.", RegexOptions.NonBacktracking)]
    private static partial Regex LayerNumber();

    [GeneratedRegex(@"albert_layer_groups\.([0-9]{1,4})\.", RegexOptions.NonBacktracking)]
    private static partial Regex GroupNumber();

    [GeneratedRegex(@"albert_layers\.([0-9]{1,4})\.", RegexOptions.NonBacktracking)]
    private static partial Regex InnerNumber();
}

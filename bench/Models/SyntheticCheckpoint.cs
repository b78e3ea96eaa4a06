using System.Text.Json;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Bench.Models;

/// <summary>A checkpoint of a published size with random weights, made here instead of downloaded: speed depends on sizes alone.</summary>
internal sealed class SyntheticCheckpoint : IWeightSource
{
    private readonly Dictionary<string, WeightInfo> _weights = [];

    private SyntheticCheckpoint(string name, Dictionary<string, object> config) => (Name, Config) = (name, config);

    public string Name { get; }

    /// <summary>What config.json holds.</summary>
    public Dictionary<string, object> Config { get; }

    public IReadOnlyDictionary<string, WeightInfo> Weights => _weights;

    public long Parameters => _weights.Values.Sum(weight => weight.Elements);

    public int this[string setting] => (int)Config[setting];

    public static SyntheticCheckpoint Bert(string name, int size, int layers, int vocabulary = 30522)
    {
        var model = new SyntheticCheckpoint(name, Settings("bert", "BertForSequenceClassification", size, layers, vocabulary));
        model.AddEmbeddings("bert.", size);
        for (var layer = 0; layer < layers; layer++)
        {
            var at = $"bert.encoder.layer.{layer}.";
            foreach (var part in new[] { "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense" })
                model.AddDense(at + part, size, size);
            model.AddDense(at + "intermediate.dense", size, 4 * size);
            model.AddDense(at + "output.dense", 4 * size, size);
            model.AddNorm(at + "attention.output.LayerNorm", size);
            model.AddNorm(at + "output.LayerNorm", size);
        }
        return model.AddHead("bert.pooler.dense", size);
    }

    public static SyntheticCheckpoint Albert()
    {
        const int Size = 768;
        var config = Settings("albert", "AlbertForSequenceClassification", Size, 12, 30000);
        (config["embedding_size"], config["num_hidden_groups"], config["inner_group_num"], config["hidden_act"]) = (128, 1, 1, "gelu_new");
        var model = new SyntheticCheckpoint("ALBERT-base", config);
        model.AddEmbeddings("albert.", 128);
        model.AddDense("albert.encoder.embedding_hidden_mapping_in", 128, Size);
        const string At = "albert.encoder.albert_layer_groups.0.albert_layers.0.";
        foreach (var part in new[] { "query", "key", "value", "dense" })
            model.AddDense(At + "attention." + part, Size, Size);
        model.AddDense(At + "ffn", Size, 4 * Size);
        model.AddDense(At + "ffn_output", 4 * Size, Size);
        model.AddNorm(At + "attention.LayerNorm", Size);
        model.AddNorm(At + "full_layer_layer_norm", Size);
        return model.AddHead("albert.pooler", Size);
    }

    public static SyntheticCheckpoint SqueezeBert()
    {
        const int Size = 768;
        const int Groups = 4;
        var config = Settings("squeezebert", "SqueezeBertForSequenceClassification", Size, 12, 30528);
        foreach (var groups in new[] { "q_groups", "k_groups", "v_groups", "intermediate_groups", "output_groups" })
            config[groups] = Groups;
        (config["post_attention_groups"], config["embedding_size"]) = (1, Size);
        var model = new SyntheticCheckpoint("SqueezeBERT", config);
        model.AddEmbeddings("transformer.", Size);
        for (var layer = 0; layer < 12; layer++)
        {
            var at = $"transformer.encoder.layers.{layer}.";
            foreach (var part in new[] { "query", "key", "value" })
                model.AddConvolution(at + "attention." + part, Size, Size, Groups);
            model.AddConvolution(at + "post_attention.conv1d", Size, Size, 1);
            model.AddConvolution(at + "intermediate.conv1d", Size, 4 * Size, Groups);
            model.AddConvolution(at + "output.conv1d", 4 * Size, Size, Groups);
            model.AddNorm(at + "post_attention.layernorm", Size);
            model.AddNorm(at + "output.layernorm", Size);
        }
        return model.AddHead("transformer.pooler.dense", Size);
    }

    public float[] Read(string name)
    {
        var info = _weights[name];
        var random = new Random(name.GetHashCode(StringComparison.Ordinal) & 0xff);
        var spread = name.EndsWith(".bias", StringComparison.Ordinal) ? 0.02f : 0.04f;
        var values = new float[info.Elements];
        var isNorm = name.Contains("norm", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".weight", StringComparison.Ordinal);
        for (var i = 0; i < values.Length; i++)
            values[i] = isNorm ? 1 : (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 2 * spread;
        return values;
    }

    /// <summary>Writes the folder as Transformers would: config.json and model.safetensors.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "config.json"), JsonSerializer.SerializeToUtf8Bytes(Config));
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), this);
    }

    public void Dispose() { }

    private static Dictionary<string, object> Settings(string type, string architecture, int size, int layers, int vocabulary) => new()
    {
        ["model_type"] = type,
        ["architectures"] = new[] { architecture },
        ["hidden_size"] = size,
        ["num_hidden_layers"] = layers,
        ["num_attention_heads"] = size / (size % 64 == 0 && size > 384 ? 64 : 32),
        ["intermediate_size"] = 4 * size,
        ["vocab_size"] = vocabulary,
        ["max_position_embeddings"] = 512,
        ["type_vocab_size"] = 2,
        ["hidden_act"] = "gelu",
        ["layer_norm_eps"] = 1e-12,
    };

    private void AddEmbeddings(string prefix, int size)
    {
        Add(prefix + "embeddings.word_embeddings.weight", this["vocab_size"], size);
        Add(prefix + "embeddings.position_embeddings.weight", 512, size);
        Add(prefix + "embeddings.token_type_embeddings.weight", 2, size);
        AddNorm(prefix + "embeddings.LayerNorm", size);
    }

    private SyntheticCheckpoint AddHead(string pooler, int size)
    {
        AddDense(pooler, size, size);
        AddDense("classifier", size, 2);
        return this;
    }

    private void AddDense(string name, int inputs, int outputs)
    {
        Add(name + ".weight", outputs, inputs);
        Add(name + ".bias", outputs);
    }

    private void AddConvolution(string name, int inputs, int outputs, int groups)
    {
        Add(name + ".weight", outputs, inputs / groups, 1);
        Add(name + ".bias", outputs);
    }

    private void AddNorm(string name, int size)
    {
        Add(name + ".weight", size);
        Add(name + ".bias", size);
    }

    private void Add(string name, params long[] shape) => _weights.Add(name, new WeightInfo(name, WeightType.Float32, shape));
}

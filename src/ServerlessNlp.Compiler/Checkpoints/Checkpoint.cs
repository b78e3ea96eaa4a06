using System.Text.Json;

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>Finds and opens the weights of a Hugging Face folder: safetensors or either of PyTorch's formats, in one file or in shards with an index.</summary>
internal static class Checkpoint
{
    private const long MaxIndex = 64 << 20;

    /// <exception cref="CompilerException">There are no weights, or they are damaged.</exception>
    public static IWeightSource Open(string folder)
    {
        foreach (var name in new[] { "model.safetensors", "pytorch_model.bin" })
        {
            if (File.Exists(Path.Combine(folder, name)))
                return OpenFile(Path.Combine(folder, name));
            if (File.Exists(Path.Combine(folder, name + ".index.json")))
                return OpenShards(folder, name + ".index.json");
        }
        throw new CompilerException("The folder has no weights: model.safetensors or pytorch_model.bin (one file, or shards with their index.json) is needed.");
    }

    public static bool Exists(string folder) =>
        new[] { "model.safetensors", "pytorch_model.bin" }.Any(name => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".index.json")));

    /// <summary>Opens one file by its name's end.</summary>
    /// <exception cref="CompilerException">The file is damaged, or was never downloaded.</exception>
    public static IWeightSource OpenFile(string path)
    {
        LfsPointer.Refuse(path);
        if (path.EndsWith(".safetensors", StringComparison.Ordinal))
            return SafetensorsFile.Open(path);
        return LegacyPytorchFile.Is(path) ? LegacyPytorchFile.Open(path) : PytorchArchive.Open(path);
    }

    private static ShardedWeights OpenShards(string folder, string index)
    {
        var shards = new Dictionary<string, IWeightSource>();
        try
        {
            return new ShardedWeights(shards, ReadIndex(Path.Combine(folder, index), file =>
            {
                if (!shards.TryGetValue(file, out var shard))
                    shards[file] = shard = OpenFile(Path.Combine(folder, file));
                return shard;
            }));
        }
        catch
        {
            foreach (var shard in shards.Values)
                shard.Dispose();
            throw;
        }
    }

    private static Dictionary<string, IWeightSource> ReadIndex(string path, Func<string, IWeightSource> open)
    {
        if (new FileInfo(path).Length > MaxIndex)
            throw new CompilerException("The index of the shards is larger than 64 MB: it is damaged.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 8 });
            var owners = new Dictionary<string, IWeightSource>();
            foreach (var entry in json.RootElement.GetProperty("weight_map").EnumerateObject())
                owners[entry.Name] = Shard(Path.GetDirectoryName(path)!, entry.Name, entry.Value.GetString() ?? "", open);
            return owners;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CompilerException("The index of the shards is not JSON with a weight_map.", error);
        }
    }

    private static IWeightSource Shard(string folder, string weight, string file, Func<string, IWeightSource> open)
    {
        // A name with a folder in it could lead out of the checkpoint.
        if (file.Length == 0 || file != Path.GetFileName(file) || !(file.EndsWith(".safetensors", StringComparison.Ordinal) || file.EndsWith(".bin", StringComparison.Ordinal)))
            throw new CompilerException($"The index names {Printable.Name(file)}, which is not a shard beside it.");
        if (!File.Exists(Path.Combine(folder, file)))
            throw new CompilerException($"The shard {Printable.Name(file)} that the index names is missing.");
        var shard = open(file);
        if (!shard.Weights.ContainsKey(weight))
            throw new CompilerException($"The shard {Printable.Name(file)} lacks {Printable.Name(weight)}, which the index says it has.");
        return shard;
    }
}

using System.Security.Cryptography;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

/// <summary>The exported checkpoints of ../shared/data as models without a tokenizer.</summary>
internal static class Checkpoints
{
    public static Model Load(string name)
    {
        var graph = File.ReadAllBytes(Repository.SharedPath("checkpoints", name, "model.onnx"));
        using var package = TinyPackage.Create(graph, manifest => manifest);
        File.Delete(package.PathOf("tokenizer.json"));
        package.Rewrite(manifest => manifest with
        {
            Opset = 14,
            Labels = ["negative", "neutral", "positive"],
            MaxLength = 128,
            KnownAnswer = null,
            Files = [new PackageFile("model.onnx", graph.Length, Convert.ToHexStringLower(SHA256.HashData(graph)))],
        });
        return ModelLoader.Load(package.Open(), InferenceOptions.Default, default);
    }
}

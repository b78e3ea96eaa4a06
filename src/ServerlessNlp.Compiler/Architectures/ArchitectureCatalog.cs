using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>The architectures that can be compiled, by the model_type of config.json.</summary>
internal static class ArchitectureCatalog
{
    private static readonly Dictionary<string, Func<ModelConfig, EncoderArchitecture>> Known = new()
    {
        ["albert"] = config => new AlbertArchitecture(config),
        ["bert"] = config => new BertArchitecture(config),
        ["camembert"] = config => new RobertaArchitecture(config),
        ["distilbert"] = config => new DistilBertArchitecture(config),
        ["electra"] = config => new ElectraArchitecture(config),
        ["mobilebert"] = config => new MobileBertArchitecture(config),
        ["mpnet"] = config => new MpnetArchitecture(config),
        ["roberta"] = config => new RobertaArchitecture(config),
        ["squeezebert"] = config => new SqueezeBertArchitecture(config),
        ["xlm-roberta"] = config => new RobertaArchitecture(config),
    };

    /// <exception cref="CompilerException">The architecture is none of those known.</exception>
    public static EncoderArchitecture Find(ModelConfig config) =>
        Known.TryGetValue(config.ModelType, out var create)
            ? create(config)
            : throw new CompilerException($"The architecture {Printable.Name(config.ModelType)} is not supported. Supported are {string.Join(", ", Known.Keys)}.");
}

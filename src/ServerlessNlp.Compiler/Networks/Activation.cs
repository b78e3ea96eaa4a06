using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Networks;

/// <summary>The non-linearities of the supported encoders.</summary>
internal enum Activation
{
    /// <summary>x·Φ(x) with the error function (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>The tanh approximation of the same paper.</summary>
    GeluTanh,

    Relu,
}

/// <summary>Names of activations in config.json.</summary>
internal static class Activations
{
    /// <exception cref="CompilerException">The name is none of the supported ones.</exception>
    public static Activation Parse(string name) => name switch
    {
        "gelu" or "gelu_python" => Activation.Gelu,
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => Activation.GeluTanh,
        "relu" => Activation.Relu,
        _ => throw new CompilerException($"The activation {Printable.Name(name)} is not supported: gelu, gelu_new and relu are."),
    };
}

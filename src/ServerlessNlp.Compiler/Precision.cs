namespace ServerlessNlp.Compiler;

/// <summary>How the weights of a package are stored and multiplied.</summary>
public enum Precision
{
    /// <summary>32-bit floats: agrees with the published implementation to 2e-5.</summary>
    Fp32,

    /// <summary>8 bits with a scale for each output channel: a quarter of the size, and faster.</summary>
    Int8,

    /// <summary>4 bits with a scale for each block of 32: an eighth of the size.</summary>
    Int4,
}

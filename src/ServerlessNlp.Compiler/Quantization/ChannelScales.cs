namespace ServerlessNlp.Compiler.Quantization;

/// <summary>What channels are divided by before they are rounded; the name is that of one of the matrices that take them.</summary>
internal sealed record ChannelScales(string Name, float[] Values);

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>How a stored tensor's elements are encoded. Integer tensors are kept out of graphs and only measured.</summary>
internal enum WeightType
{
    Float32,
    Float16,
    BFloat16,
    Float64,
    Integer8,
    Integer16,
    Integer32,
    Integer64,
}

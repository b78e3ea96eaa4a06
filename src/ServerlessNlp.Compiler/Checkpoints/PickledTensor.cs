namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>A part of a storage of PyTorch's zip format.</summary>
internal sealed record PickledStorage(WeightType Type, string Key, long Elements);

/// <summary>A view of a storage: where it starts, its shape, and how many elements each dimension steps over.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>What PyTorch's formats have in common: tensors as views of storages, checked before any memory is taken for them.</summary>
internal static class TensorView
{
    /// <exception cref="CompilerException">The view reaches outside its storage.</exception>
    public static WeightInfo Describe(string name, PickledTensor tensor)
    {
        var info = new WeightInfo(name, tensor.Storage.Type, tensor.Shape);
        var impossible = tensor.Offset < 0 || tensor.Strides.Count != tensor.Shape.Count || tensor.Strides.Any(stride => stride < 0 || stride > tensor.Storage.Elements);
        if (impossible || tensor.Storage.Elements < 0 || info.Elements > tensor.Storage.Elements || tensor.Storage.Elements > int.MaxValue || (Int128)tensor.Offset + Extent(tensor) > tensor.Storage.Elements)
            throw new CompilerException($"The tensor {Printable.Name(name)} reaches outside its storage: pytorch_model.bin is damaged.");
        return info;
    }

    /// <summary>Reads a view, given how to read a part of its storage: from a byte on, so many bytes.</summary>
    public static float[] Read(PickledTensor tensor, WeightInfo info, Func<long, long, byte[]> readStorage)
    {
        var size = info.Type.Size();
        var stored = new float[Extent(tensor)];
        info.Type.Decode(readStorage(tensor.Offset * size, (long)stored.Length * size), stored);
        return IsRowMajor(tensor) ? stored : Gather(stored, tensor, info.Elements);
    }

    /// <summary>How many elements of the storage the view spans, from its first to its last.</summary>
    private static long Extent(PickledTensor tensor)
    {
        Int128 last = 0;
        for (var i = 0; i < tensor.Shape.Count; i++)
        {
            if (tensor.Shape[i] == 0)
                return 0;
            last += (Int128)(tensor.Shape[i] - 1) * tensor.Strides[i];
        }
        return last < int.MaxValue ? (long)last + 1 : long.MaxValue;
    }

    private static bool IsRowMajor(PickledTensor tensor)
    {
        var expected = 1L;
        for (var i = tensor.Shape.Count - 1; i >= 0; expected *= tensor.Shape[i], i--)
        {
            if (tensor.Shape[i] != 1 && tensor.Strides[i] != expected)
                return false;
        }
        return true;
    }

    private static float[] Gather(float[] stored, PickledTensor tensor, long elements)
    {
        var values = new float[elements];
        var index = new long[tensor.Shape.Count];
        for (var i = 0L; i < elements; i++)
        {
            var source = 0L;
            for (var d = 0; d < index.Length; d++)
                source += index[d] * tensor.Strides[d];
            values[i] = stored[source];
            for (var d = index.Length - 1; d >= 0 && ++index[d] == tensor.Shape[d]; d--)
                index[d] = 0;
        }
        return values;
    }
}

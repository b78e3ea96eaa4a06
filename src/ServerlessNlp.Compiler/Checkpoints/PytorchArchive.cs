using System.IO.Compression;

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>
/// A pytorch_model.bin in the zip format of PyTorch 1.6 and later: a pickle that describes the tensors, and a file for each storage.
/// </summary>
internal sealed class PytorchArchive : IWeightSource
{
    private const long MaxPickle = 256 << 20;
    private readonly ZipArchive _zip;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, PickledTensor> _tensors;

    private PytorchArchive(ZipArchive zip)
    {
        _zip = zip;
        var pickle = zip.Entries.FirstOrDefault(entry => entry.Name == "data.pkl") ?? throw new CompilerException("pytorch_model.bin is a zip file without data.pkl: it is not a file of weights.");
        _folder = pickle.FullName[..^"data.pkl".Length];
        if (pickle.Length > MaxPickle)
            throw new CompilerException("The description of the tensors in pytorch_model.bin is larger than 256 MB: it is damaged.");
        if (zip.GetEntry(_folder + "byteorder") is { } order && !System.Text.Encoding.ASCII.GetString(ReadPart(order, 0, Math.Min(order.Length, 16))).StartsWith("little", StringComparison.Ordinal))
            throw new CompilerException("pytorch_model.bin is big-endian: save it as model.safetensors.");
        _tensors = new RestrictedUnpickler(ReadPart(pickle, 0, pickle.Length)).ReadStateDictionary();
        Weights = _tensors.ToDictionary(tensor => tensor.Key, tensor => Describe(tensor.Key, tensor.Value));
    }

    public IReadOnlyDictionary<string, WeightInfo> Weights { get; }

    /// <exception cref="CompilerException">The file is damaged, of the older format, or asks for code.</exception>
    public static PytorchArchive Open(string path)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            return new PytorchArchive(zip);
        }
        catch (InvalidDataException error)
        {
            zip?.Dispose();
            throw new CompilerException("pytorch_model.bin is not a zip file: it is damaged, or from before PyTorch 1.6. Save the weights as model.safetensors.", error);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    public float[] Read(string name)
    {
        var tensor = _tensors[name];
        var info = Weights[name];
        var size = info.Type.Size();
        var span = Extent(tensor);
        var bytes = ReadPart(StorageEntry(tensor), tensor.Offset * size, span * size);
        var stored = new float[span];
        info.Type.Decode(bytes, stored);
        return IsRowMajor(tensor) ? stored : Gather(stored, tensor, info.Elements);
    }

    public void Dispose() => _zip.Dispose();

    private WeightInfo Describe(string name, PickledTensor tensor)
    {
        var info = new WeightInfo(name, tensor.Storage.Type, tensor.Shape);
        var impossible = tensor.Offset < 0 || tensor.Strides.Count != tensor.Shape.Count || tensor.Strides.Any(stride => stride < 0 || stride > tensor.Storage.Elements);
        if (impossible || tensor.Storage.Elements < 0 || info.Elements > tensor.Storage.Elements || tensor.Storage.Elements > int.MaxValue || (Int128)tensor.Offset + Extent(tensor) > tensor.Storage.Elements)
            throw new CompilerException($"The tensor {Printable.Name(name)} reaches outside its storage: pytorch_model.bin is damaged.");
        if (info.Type.IsFloat() && StorageEntry(tensor).Length < tensor.Storage.Elements * info.Type.Size())
            throw new CompilerException($"The storage of {Printable.Name(name)} is shorter than it says: pytorch_model.bin is damaged.");
        return info;
    }

    private ZipArchiveEntry StorageEntry(PickledTensor tensor) =>
        _zip.GetEntry($"{_folder}data/{tensor.Storage.Key}") ?? throw new CompilerException("A storage that pytorch_model.bin names is missing from it.");

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

    private static byte[] ReadPart(ZipArchiveEntry entry, long start, long length)
    {
        // A file of weights is stored, not compressed; a compressed one could claim a size that costs nothing to write.
        if (entry.CompressedLength < entry.Length / 1100)
            throw new CompilerException("A part of pytorch_model.bin is compressed beyond what is possible: it is damaged.");
        if (start + length > entry.Length)
            throw new CompilerException("A part of pytorch_model.bin is shorter than it says: it is damaged.");
        try
        {
            using var stream = entry.Open();
            Skip(stream, start);
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new CompilerException("A part of pytorch_model.bin is damaged.", error);
        }
    }

    private static void Skip(Stream stream, long count)
    {
        var buffer = new byte[Math.Min(count, 1 << 16)];
        while (count > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0)
                throw new CompilerException("A part of pytorch_model.bin is cut off.");
            count -= read;
        }
    }
}

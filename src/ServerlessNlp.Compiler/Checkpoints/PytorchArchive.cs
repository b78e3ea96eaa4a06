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

    /// <exception cref="CompilerException">The file is damaged, or asks for code.</exception>
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
            throw new CompilerException("pytorch_model.bin is of neither of torch.save's formats: it is damaged, or something else. Save the weights as model.safetensors.", error);
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
        return TensorView.Read(tensor, Weights[name], (start, length) => ReadPart(StorageEntry(tensor), start, length));
    }

    public void Dispose() => _zip.Dispose();

    private WeightInfo Describe(string name, PickledTensor tensor)
    {
        var info = TensorView.Describe(name, tensor);
        if (info.Type.IsFloat() && StorageEntry(tensor).Length < tensor.Storage.Elements * info.Type.Size())
            throw new CompilerException($"The storage of {Printable.Name(name)} is shorter than it says: pytorch_model.bin is damaged.");
        return info;
    }

    private ZipArchiveEntry StorageEntry(PickledTensor tensor) =>
        _zip.GetEntry($"{_folder}data/{tensor.Storage.Key}") ?? throw new CompilerException("A storage that pytorch_model.bin names is missing from it.");

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

using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>
/// A pytorch_model.bin as torch.save wrote it before PyTorch 1.6 (torch/serialization.py, _legacy_save): pickles of a number that names the
/// format, its version, the machine, the tensors and the storages' keys, then for each storage its count of elements and its bytes.
/// </summary>
internal sealed class LegacyPytorchFile : IWeightSource
{
    private const int MaxDescription = 64 << 20;
    private const int LongestStart = 32;
    private const long Version = 1001;
    private readonly SafeFileHandle _file;
    private readonly IReadOnlyDictionary<string, PickledTensor> _tensors;
    private readonly Dictionary<string, long> _offsets = [];

    private LegacyPytorchFile(SafeFileHandle file)
    {
        _file = file;
        var head = ReadPart(0, Math.Min(RandomAccess.GetLength(file), MaxDescription));
        var unpickler = new RestrictedUnpickler(head, LengthOfNumber(head));
        if (unpickler.Read() is not Version)
            throw new CompilerException("pytorch_model.bin is of an unknown version of PyTorch's older format: save the weights as model.safetensors.");
        if (unpickler.Read() is Dictionary<object, object?> machine && machine.TryGetValue("little_endian", out var little) && little is false)
            throw new CompilerException("pytorch_model.bin is big-endian: save it as model.safetensors.");
        _tensors = unpickler.ReadStateDictionary();
        FindStorages(unpickler.Read(), unpickler.Storages, unpickler.Position);
        Weights = _tensors.ToDictionary(tensor => tensor.Key, tensor => TensorView.Describe(tensor.Key, tensor.Value));
    }

    public IReadOnlyDictionary<string, WeightInfo> Weights { get; }

    /// <summary>The number 0x1950a86a20f9469cfc6c as a pickle has it, and the pickle's end.</summary>
    private static ReadOnlySpan<byte> Number => [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    /// <summary>Whether the file begins as this format does.</summary>
    public static bool Is(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[LongestStart];
        return LengthOfNumber(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false))) > 0;
    }

    /// <exception cref="CompilerException">The file is damaged, or asks for code.</exception>
    public static LegacyPytorchFile Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        try
        {
            return new LegacyPytorchFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public float[] Read(string name)
    {
        var tensor = _tensors[name];
        return TensorView.Read(tensor, Weights[name], (start, length) => ReadPart(_offsets[tensor.Storage.Key] + start, length));
    }

    public void Dispose() => _file.Dispose();

    private static int LengthOfNumber(ReadOnlySpan<byte> head)
    {
        var at = head[..Math.Min(head.Length, LongestStart)].IndexOf(Number);
        return at < 0 ? 0 : at + Number.Length;
    }

    /// <summary>Where each storage's bytes are: the storages follow each other in the order of their keys, each behind its count of elements.</summary>
    private void FindStorages(object? keys, IReadOnlyDictionary<string, PickledStorage> storages, long position)
    {
        if (keys is not List<object?> list)
            throw Damaged("it has no list of storages");
        var length = RandomAccess.GetLength(_file);
        foreach (var key in list)
        {
            if (key is not string name || !storages.TryGetValue(name, out var storage) || !_offsets.TryAdd(name, position + sizeof(long)))
                throw Damaged("a storage belongs to no tensor, or is there twice");
            var elements = BinaryPrimitives.ReadInt64LittleEndian(ReadPart(position, sizeof(long)));
            if (elements != storage.Elements || elements < 0 || elements > (length - _offsets[name]) / storage.Type.Size())
                throw Damaged("a storage is of another size than its tensors say");
            position = _offsets[name] + elements * storage.Type.Size();
        }
        if (storages.Keys.FirstOrDefault(key => !_offsets.ContainsKey(key)) is not null)
            throw Damaged("a storage that its tensors name is missing");
    }

    private byte[] ReadPart(long start, long length)
    {
        if (length > RandomAccess.GetLength(_file) - start)
            throw Damaged("it is cut off");
        var bytes = new byte[length];
        for (var done = 0; done < bytes.Length;)
        {
            var count = RandomAccess.Read(_file, bytes.AsSpan(done), start + done);
            done += count > 0 ? count : throw Damaged("it is cut off");
        }
        return bytes;
    }

    private static CompilerException Damaged(string reason) => new($"pytorch_model.bin cannot be read: {reason}.");
}

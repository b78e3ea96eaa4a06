using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>
/// A file in the safetensors format (https://github.com/huggingface/safetensors): the header's length, a JSON header and the data.
/// Every size, offset and shape is checked against the file before memory is taken for it.
/// </summary>
internal sealed class SafetensorsFile : IWeightSource
{
    // The limit of the reference implementation.
    private const long MaxHeader = 100_000_000;
    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, WeightInfo> _weights = [];
    private readonly Dictionary<string, long> _offsets = [];

    private SafetensorsFile(SafeFileHandle file) => _file = file;

    public IReadOnlyDictionary<string, WeightInfo> Weights => _weights;

    /// <exception cref="CompilerException">The file is cut off, damaged or not in this format.</exception>
    public static SafetensorsFile Open(string path)
    {
        var file = new SafetensorsFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess));
        try
        {
            file.ReadHeader();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public float[] Read(string name)
    {
        var info = _weights[name];
        var bytes = new byte[checked(info.Elements * info.Type.Size())];
        var position = 0;
        while (position < bytes.Length)
        {
            var count = RandomAccess.Read(_file, bytes.AsSpan(position), _offsets[name] + position);
            if (count == 0)
                throw Damaged("it ends in the middle of a tensor");
            position += count;
        }
        var values = new float[info.Elements];
        info.Type.Decode(bytes, values);
        return values;
    }

    public void Dispose() => _file.Dispose();

    private void ReadHeader()
    {
        var fileLength = RandomAccess.GetLength(_file);
        var prefix = new byte[8];
        if (fileLength < 8 || RandomAccess.Read(_file, prefix, 0) < 8)
            throw Damaged("it is shorter than its header");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > MaxHeader || headerLength > (ulong)(fileLength - 8))
            throw Damaged("its header is longer than the file or than 100 MB");
        var header = new byte[headerLength];
        if (RandomAccess.Read(_file, header, 8) < header.Length)
            throw Damaged("its header is cut off");
        var dataStart = 8 + (long)headerLength;
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            ReadEntries(json.RootElement, dataStart, fileLength - dataStart);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new CompilerException("The safetensors file is damaged: its header is not the JSON of that format.", error);
        }
    }

    private void ReadEntries(JsonElement header, long dataStart, long dataLength)
    {
        var ranges = new List<(long Begin, long End)>();
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
                continue;
            var info = new WeightInfo(entry.Name, ParseType(entry), [.. entry.Value.GetProperty("shape").EnumerateArray().Select(item => item.GetInt64())]);
            var offsets = entry.Value.GetProperty("data_offsets");
            if (offsets.GetArrayLength() != 2)
                throw Damaged("a tensor has no begin and end");
            var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            if (begin < 0 || end < begin || end > dataLength || end - begin != info.Elements * info.Type.Size())
                throw Damaged($"the offsets of {Printable.Name(entry.Name)} do not fit its shape or the file");
            if (!_weights.TryAdd(entry.Name, info))
                throw Damaged($"{Printable.Name(entry.Name)} is there twice");
            _offsets[entry.Name] = dataStart + begin;
            ranges.Add((begin, end));
        }
        CheckLayout(ranges, dataLength);
    }

    /// <summary>The format allows neither overlapping tensors nor bytes that belong to none.</summary>
    private static void CheckLayout(List<(long Begin, long End)> ranges, long dataLength)
    {
        var position = 0L;
        foreach (var (begin, end) in ranges.Order())
        {
            if (begin != position)
                throw Damaged("its tensors overlap or leave a gap");
            position = end;
        }
        if (position != dataLength)
            throw Damaged("it has bytes that belong to no tensor");
    }

    private static WeightType ParseType(JsonProperty entry) => entry.Value.GetProperty("dtype").GetString() switch
    {
        "F32" => WeightType.Float32,
        "F16" => WeightType.Float16,
        "BF16" => WeightType.BFloat16,
        "F64" => WeightType.Float64,
        "I64" or "U64" => WeightType.Integer64,
        "I32" or "U32" => WeightType.Integer32,
        "I16" or "U16" => WeightType.Integer16,
        "I8" or "U8" or "BOOL" => WeightType.Integer8,
        var other => throw new CompilerException($"The tensor {Printable.Name(entry.Name)} has the type {Printable.Name(other ?? "")}: F32, F16 and BF16 weights can be compiled."),
    };

    private static CompilerException Damaged(string reason) => new($"The safetensors file is damaged: {reason}.");
}

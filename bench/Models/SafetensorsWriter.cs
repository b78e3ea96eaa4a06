using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Bench.Models;

/// <summary>Writes weights in the safetensors format.</summary>
internal static class SafetensorsWriter
{
    public static void Write(string path, IWeightSource source)
    {
        var header = new Dictionary<string, object>();
        var offset = 0L;
        foreach (var (name, info) in source.Weights)
        {
            header[name] = new { dtype = "F32", shape = info.Shape, data_offsets = new[] { offset, offset + 4 * info.Elements } };
            offset += 4 * info.Elements;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        using var stream = File.Create(path);
        stream.Write(length);
        stream.Write(json);
        foreach (var name in source.Weights.Keys)
            stream.Write(MemoryMarshal.AsBytes(source.Read(name).AsSpan()));
    }
}

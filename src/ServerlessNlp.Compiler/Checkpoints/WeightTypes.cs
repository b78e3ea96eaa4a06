using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>Sizes and decoding of stored elements.</summary>
internal static class WeightTypes
{
    public static int Size(this WeightType type) => type switch
    {
        WeightType.Integer8 => 1,
        WeightType.Float16 or WeightType.BFloat16 or WeightType.Integer16 => 2,
        WeightType.Float32 or WeightType.Integer32 => 4,
        _ => 8,
    };

    public static bool IsFloat(this WeightType type) =>
        type is WeightType.Float32 or WeightType.Float16 or WeightType.BFloat16 or WeightType.Float64;

    /// <summary>Decodes little-endian elements into floats; <paramref name="bytes"/> holds exactly as many as <paramref name="values"/>.</summary>
    public static void Decode(this WeightType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case WeightType.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case WeightType.Float16:
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                break;
            case WeightType.BFloat16:
                // A bfloat16 is the upper half of a float.
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            case WeightType.Float64:
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            default:
                throw new CompilerException($"A weight is stored as {type}, which is not a floating-point type.");
        }
    }
}

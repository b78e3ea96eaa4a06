using System.Buffers.Binary;
using System.Text;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>A copy of a reference checkpoint, to be changed and compiled; gone after the test.</summary>
internal sealed class CheckpointCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckpointCopy(string name)
    {
        Directory.CreateDirectory(Of());
        foreach (var file in Directory.GetFiles(ReferenceFolder.Of(name)))
            File.Copy(file, Of(Path.GetFileName(file)));
    }

    public CompileOptions Options => new() { Folder = Of(), Output = _folder.Of("out"), TensorsOnly = true };

    public string Of(params string[] parts) => _folder.Of(["checkpoint", .. parts]);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Of(name))!);
        File.WriteAllText(Of(name), content);
    }

    /// <summary>Changes a part of a file, which must be there.</summary>
    public void Replace(string name, string part, string replacement)
    {
        var text = File.ReadAllText(Of(name));
        Assert.Contains(part, text);
        File.WriteAllText(Of(name), text.Replace(part, replacement));
    }

    /// <summary>A vocab.txt of as many pieces as the references have.</summary>
    public void WriteVocabulary(int size = 40, string piece = "w") =>
        Write("vocab.txt", string.Join('\n', new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Concat(Enumerable.Range(5, size - 5).Select(id => piece + id))) + "\n");

    public void WriteSafetensors(string name, params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        var end = 0;
        var entries = tensors.Select(tensor => $"\"{tensor.Name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', tensor.Shape)}],\"data_offsets\":[{end},{end += 4 * tensor.Values.Length}]}}").ToArray();
        var header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        Directory.CreateDirectory(Path.GetDirectoryName(Of(name))!);
        File.WriteAllBytes(Of(name), [.. length, .. header, .. tensors.SelectMany(tensor => tensor.Values).SelectMany(BitConverter.GetBytes)]);
    }

    public ModelManifest Compile(bool tensorsOnly = true) => Compile(Options with { TensorsOnly = tensorsOnly });

    public static ModelManifest Compile(CompileOptions options) => ModelCompiler.Compile(options, new Progress<string>(), CancellationToken.None).Manifest;

    public void Dispose() => _folder.Dispose();
}

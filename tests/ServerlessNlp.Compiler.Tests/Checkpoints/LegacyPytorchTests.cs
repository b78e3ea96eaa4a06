using System.Buffers.Binary;
using System.Text;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Tests.Checkpoints;

/// <summary>pytorch_model.bin as torch.save wrote it before PyTorch 1.6; that whole files are read rightly, ReferenceParityTests show.</summary>
public sealed class LegacyPytorchTests : IDisposable
{
    private const string Start = "\u0080\u0002\u008a\u000a\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019.\u0080\u0002M\u00e9\u0003.";
    private const string LittleEndian = "\u0080\u0002}X\u000d\0\0\0little_endian\u0088s.";
    private const string Storage = "(X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\0aX\u0003\0\0\0cpuK\u0004NtQ";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Views_of_one_storage_are_read_as_they_are_meant()
    {
        var tensors = $"}}(X\u0001\0\0\0v{View(1, 2, 1)}X\u0001\0\0\0w{View(0, 2, 2)}u.";
        using var file = Checkpoint.OpenFile(Write(Start + LittleEndian + "\u0080\u0002" + tensors + Keys("a"), [1, 2, 3, 4]));
        Assert.Equal([2f, 3f], file.Read("v"));
        Assert.Equal([1f, 3f], file.Read("w"));
    }

    [Theory]
    [InlineData("cposix\nsystem\n(Vtouch hacked\ntR.", "posix.system")]
    [InlineData("K\u0001.", "no dictionary")]
    [InlineData("}X\u0001\0\0\0wK\u0001s.", "other than tensors")]
    public void More_than_tensors_is_refused(string pickle, string reason) =>
        Assert.Contains(reason, Refusal(Start + LittleEndian + pickle));

    [Fact]
    public void Another_version_or_byte_order_is_refused()
    {
        Assert.Contains("version", Refusal(Start.Replace("\u00e9", "\u00ea") + LittleEndian + "}."));
        Assert.Contains("big-endian", Refusal(Start + LittleEndian.Replace('\u0088', '\u0089') + "}."));
    }

    [Theory]
    [InlineData("a", 3)]
    [InlineData("a", 5)]
    [InlineData("b", 4)]
    [InlineData("", 4)]
    public void A_storage_that_is_not_there_as_it_is_described_is_refused(string key, int elements)
    {
        var pickles = Start + LittleEndian + $"}}X\u0001\0\0\0v{View(0, 2, 1)}s." + (key.Length == 0 ? "]." : Keys(key));
        Assert.Contains("storage", Assert.Throws<CompilerException>(() => Checkpoint.OpenFile(Write(pickles, [1, 2, 3, 4], elements))).Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(Path.Combine(ReferenceFolder.Of("bert-token-legacy"), "pytorch_model.bin"));
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            File.WriteAllBytes(_folder.Of("cut.bin"), whole[..random.Next(whole.Length)]);
            Assert.Throws<CompilerException>(() => Checkpoint.OpenFile(_folder.Of("cut.bin")));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string View(int offset, int count, int stride) =>
        $"ctorch._utils\n_rebuild_tensor_v2\n({Storage}K{(char)offset}(K{(char)count}t(K{(char)stride}t\u0089}}tR";

    private static string Keys(string key) => $"\u0080\u0002]X\u0001\0\0\0{key}a.";

    private string Refusal(string pickles) => Assert.Throws<CompilerException>(() => Checkpoint.OpenFile(Write(pickles, []))).Message;

    private string Write(string pickles, float[] values, int? elements = null)
    {
        var path = _folder.Of("pytorch_model.bin");
        var count = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(count, elements ?? values.Length);
        File.WriteAllBytes(path, [.. Encoding.Latin1.GetBytes(pickles), .. count, .. values.SelectMany(BitConverter.GetBytes)]);
        return path;
    }
}

using System.IO.Compression;
using System.Text;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Tests.Checkpoints;

public sealed class HostilePickleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("cposix\nsystem\n(Vtouch hacked\ntR.", "posix.system")]
    [InlineData("cbuiltins\neval\n(Vprint(1)\ntR.", "builtins.eval")]
    [InlineData("ctorch\nload\n)R.", "torch.load")]
    [InlineData("ccollections\nOrderedDict\n(K\u0001tR.", "unknown way")]
    [InlineData("(dp0\n.", "opcode")]
    [InlineData("i__main__\nx\n.", "opcode")]
    [InlineData("\u0080\u0002}q\0X\u0001\0\0\0aK\u0001s.", "other than tensors")]
    [InlineData("K\u0001.", "no dictionary")]
    [InlineData("}", "cut off")]
    [InlineData("h\u0005.", "recalls")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ffabc", "cut off")]
    [InlineData("u.", "mark")]
    [InlineData("R.", "empty")]
    public void A_pickle_that_asks_for_more_than_data_is_refused(string pickle, string reason)
    {
        var error = Assert.Throws<CompilerException>(() => PytorchArchive.Open(Write(pickle, [])));
        Assert.Contains(reason, error.Message);
        Assert.False(File.Exists("hacked"));
    }

    [Theory]
    [InlineData(4, 0, 2, 2, 2, 1)]
    [InlineData(4, 0, 1_000_000_000, 1_000, 0, 0)]
    [InlineData(4, -1, 1, 1, 1, 1)]
    [InlineData(4, 3, 2, 1, 1, 1)]
    [InlineData(1000, 0, 2, 2, 2, 1)]
    [InlineData(-1, 0, 0, 0, 1, 1)]
    public void A_tensor_that_reaches_outside_its_storage_is_refused(int storage, int offset, int rows, int columns, int rowStride, int columnStride)
    {
        var data = new byte[12];
        Assert.Throws<CompilerException>(() => PytorchArchive.Open(Write(Tensor(storage, offset, rows, columns, rowStride, columnStride), data)));
    }

    [Fact]
    public void A_transposed_view_is_read_as_it_is_meant()
    {
        using var archive = PytorchArchive.Open(Write(Tensor(4, 0, 2, 2, 1, 2), [0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64]));
        Assert.Equal([1f, 3f, 2f, 4f], archive.Read("w"));
    }

    [Fact]
    public void A_file_of_neither_format_is_named_as_such()
    {
        File.WriteAllBytes(_folder.Of("pytorch_model.bin"), [0x80, 2, 0x8a, 10, 1, 2, 3]);
        Assert.Contains("neither", Assert.Throws<CompilerException>(() => Checkpoint.OpenFile(_folder.Of("pytorch_model.bin"))).Message);
    }

    [Theory]
    [InlineData("bert-span-pickle")]
    [InlineData("bert-token-legacy")]
    public void Random_damage_is_refused_or_harmless(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(ReferenceFolder.Of(name), "pytorch_model.bin"));
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var j = 0; j < 8; j++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_folder.Of("damaged.bin"), damaged);
            var error = Record.Exception(() =>
            {
                using var archive = Checkpoint.OpenFile(_folder.Of("damaged.bin"));
                foreach (var weight in archive.Weights.Keys)
                    archive.Read(weight);
            });
            Assert.True(error is null or CompilerException, error?.ToString());
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A dictionary with one tensor "w" of two dimensions over a storage of floats, as torch.save writes it.</summary>
    private static string Tensor(int storage, int offset, int rows, int columns, int rowStride, int columnStride)
    {
        return $"}}(X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpu{Number(storage)}tQ{Number(offset)}({Number(rows)}{Number(columns)}t({Number(rowStride)}{Number(columnStride)}t\u0089}}tRu.";

        static string Number(int value) => "J" + Encoding.Latin1.GetString(BitConverter.GetBytes(value));
    }

    private string Write(string pickle, byte[] data)
    {
        var path = _folder.Of("pytorch_model.bin");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "archive/data.pkl", Encoding.Latin1.GetBytes(pickle));
        Add(zip, "archive/data/0", data);
        return path;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }
}

using System.Buffers.Binary;
using System.Text;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Tests.Checkpoints;

public sealed class HostileSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_sound_file_is_read()
    {
        using var file = SafetensorsFile.Open(Write("""{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", [0, 0, 128, 63, 0, 0, 0, 64]));
        Assert.Equal([1f, 2f], file.Read("a"));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,800]}}""", "offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "twice")]
    [InlineData("""{"a":{"dtype":"Q9","shape":[1],"data_offsets":[0,4]}}""", "Q9")]
    [InlineData("""{"a":{"dtype":"F32","shape":["x"],"data_offsets":[0,4]}}""", "header")]
    [InlineData("""{"a":7}""", "header")]
    [InlineData("""[1]""", "header")]
    [InlineData("""{"a":""", "header")]
    public void A_header_that_lies_is_refused_with_its_reason(string header, string reason)
    {
        var error = Assert.Throws<CompilerException>(() => SafetensorsFile.Open(Write(header, new byte[8])));
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127 })]
    [InlineData(new byte[] { 255, 0, 0, 0, 0, 0, 0, 0, 123 })]
    public void A_length_beyond_the_file_takes_no_memory(byte[] content)
    {
        File.WriteAllBytes(_folder.Of("x.safetensors"), content);
        Assert.Throws<CompilerException>(() => SafetensorsFile.Open(_folder.Of("x.safetensors")));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(Path.Combine(ReferenceFolder.Of("albert-span"), "model.safetensors"));
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            File.WriteAllBytes(_folder.Of("cut.safetensors"), whole[..random.Next(whole.Length)]);
            Assert.Throws<CompilerException>(() => SafetensorsFile.Open(_folder.Of("cut.safetensors")));
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        File.WriteAllBytes(_folder.Of("x.safetensors"), [.. length, .. text, .. data]);
        return _folder.Of("x.safetensors");
    }
}

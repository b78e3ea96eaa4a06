namespace ServerlessNlp.Compiler.Tests.Checkpoints;

public sealed class LfsPointerTests : IDisposable
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    private readonly CheckpointCopy _copy = new("bert-sequence");

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("vocab.txt")]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("added_tokens.json")]
    [InlineData("spiece.model")]
    [InlineData("sentence_bert_config.json")]
    public void A_file_that_was_never_downloaded_is_named(string name)
    {
        _copy.WriteVocabulary();
        _copy.Write(name, Pointer);
        var error = Assert.Throws<CompilerException>(() => _copy.Compile(tensorsOnly: false));
        Assert.Contains("git lfs pull", error.Message);
        Assert.Contains(name, error.Message);
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("model.onnx")]
    public void So_are_other_forms_of_the_weights(string name)
    {
        File.Delete(_copy.Of("model.safetensors"));
        _copy.Write(name, Pointer);
        Assert.Contains("git lfs pull", Assert.Throws<CompilerException>(() => _copy.Compile()).Message);
    }

    [Fact]
    public void A_pointer_that_nobody_reads_does_no_harm()
    {
        _copy.Write("tf_model.h5", Pointer);
        _copy.Write("pytorch_model.bin", Pointer);
        Assert.NotNull(_copy.Compile());
    }

    public void Dispose() => _copy.Dispose();
}

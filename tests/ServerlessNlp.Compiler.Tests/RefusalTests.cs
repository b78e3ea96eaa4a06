using ServerlessNlp.Compiler.Sentences;

namespace ServerlessNlp.Compiler.Tests;

/// <summary>Folders that cannot be compiled: each is refused with what is wrong, and leaves nothing behind.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("\"bert\"", "\"gpt9\"", "gpt9")]
    [InlineData("\"relu\"", "\"swish\"", "swish")]
    [InlineData("BertForSequenceClassification", "BertForMultipleChoice", "BertForMultipleChoice")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": 16, \"position_embedding_type\": \"relative_key\"", "relative_key")]
    [InlineData("\"num_attention_heads\": 2", "\"num_attention_heads\": 3", "divide")]
    [InlineData("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", "encoder.layer.2.attention.self.query.weight")]
    [InlineData("\"intermediate_size\": 24", "\"intermediate_size\": 48", "shape")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": 1e99", "hidden_size")]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": -16", "hidden_size")]
    [InlineData("\"vocab_size\": 40", "\"vocab_size\": 99999999999", "vocab_size")]
    [InlineData("\"hidden_act\": \"relu\"", "\"hidden_act\": 7", "hidden_act")]
    [InlineData("\"model_type\": \"bert\",", "", "model_type")]
    [InlineData("\"0\": \"O\"", "\"7\": \"O\"", "id2label")]
    public void A_configuration_that_cannot_be_right_is_refused(string part, string replacement, string reason)
    {
        var options = Copy("bert-sequence");
        var config = Path.Combine(options.Folder, "config.json");
        var text = File.ReadAllText(config);
        Assert.Contains(part, text);
        File.WriteAllText(config, text.Replace(part, replacement));
        AssertRefused(options, reason);
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused()
    {
        var options = Copy("bert-sequence");
        var weights = Path.Combine(options.Folder, "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        BitConverter.GetBytes(float.NaN).CopyTo(bytes, bytes.Length - 4);
        File.WriteAllBytes(weights, bytes);
        AssertRefused(options, "NaN");
    }

    [Fact]
    public void A_shard_outside_the_folder_is_refused()
    {
        var options = Copy("bert-encoder-shards") with { Pooling = Pooling.Mean };
        var index = Path.Combine(options.Folder, "model.safetensors.index.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace("model-00001-of-00002", "../model-00001-of-00002"));
        AssertRefused(options, "not a shard");
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        var options = Copy("bert-encoder-shards");
        File.Delete(Path.Combine(options.Folder, "model-00002-of-00002.safetensors"));
        AssertRefused(options, "model-00002-of-00002.safetensors");
    }

    [Fact]
    public void A_folder_without_a_tokenizer_needs_tensors_only() =>
        AssertRefused(Copy("bert-sequence") with { TensorsOnly = false }, "--tensors-only");

    [Fact]
    public void A_folder_that_is_no_package_is_not_overwritten()
    {
        var options = Copy("bert-sequence");
        Directory.CreateDirectory(options.Output);
        File.WriteAllText(Path.Combine(options.Output, "precious.txt"), "mine");
        Assert.Contains("not a model package", Assert.Throws<CompilerException>(() => Compile(options)).Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(options.Output, "precious.txt")));
    }

    [Fact]
    public void An_empty_folder_says_what_is_needed()
    {
        var empty = _folder.Of("empty");
        Directory.CreateDirectory(empty);
        AssertRefused(new CompileOptions { Folder = empty, Output = _folder.Of("out"), TensorsOnly = true }, "model.safetensors");
    }

    public void Dispose() => _folder.Dispose();

    private CompileOptions Copy(string name)
    {
        var copy = _folder.Of("checkpoint");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(ReferenceFolder.Of(name)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return new CompileOptions { Folder = copy, Output = _folder.Of("out"), TensorsOnly = true };
    }

    private void AssertRefused(CompileOptions options, string reason)
    {
        Assert.Contains(reason, Assert.Throws<CompilerException>(() => Compile(options)).Message);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.Path), entry => Path.GetFileName(entry) is not ("checkpoint" or "empty"));
    }

    private static void Compile(CompileOptions options) => ModelCompiler.Compile(options, new Progress<string>(), CancellationToken.None);
}

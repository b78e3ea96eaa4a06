using ServerlessNlp.Models;

namespace ServerlessNlp.Tests.Models;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TinyPackage _package = TinyPackage.Create(TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [0, 2]), ("bad", [2, 0]))), manifest => manifest);

    public void Dispose() => _package.Dispose();

    [Fact]
    public void An_honest_package_is_verified() => _package.Open().VerifyFiles();

    [Fact]
    public void A_model_card_may_lie_beside_the_listed_files()
    {
        File.WriteAllText(_package.PathOf("README.md"), "# tiny");

        _package.Open().VerifyFiles();
    }

    [Fact]
    public void A_file_with_one_bit_changed_is_refused()
    {
        var bytes = File.ReadAllBytes(_package.PathOf("model.onnx"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(_package.PathOf("model.onnx"), bytes);

        Assert.Contains("sha256", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        using (var file = File.OpenWrite(_package.PathOf("model.onnx")))
            file.SetLength(file.Length / 2);

        Assert.Contains("bytes", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_is_a_lie_is_refused()
    {
        _package.Edit(json => json["files"]![0]!["size"] = 10);

        Assert.Contains("bytes", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(_package.PathOf("tokenizer.json"));

        Assert.Contains("tokenizer.json", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_listed_is_refused()
    {
        File.WriteAllText(_package.PathOf("weights.bin"), "x");

        Assert.Contains("weights.bin", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_package_is_refused()
    {
        Directory.CreateDirectory(_package.PathOf("more"));

        Assert.Contains("more", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_refused_even_to_the_right_bytes()
    {
        var elsewhere = Path.GetTempFileName();
        File.Move(_package.PathOf("model.onnx"), elsewhere, overwrite: true);
        File.CreateSymbolicLink(_package.PathOf("model.onnx"), elsewhere);

        Assert.Contains("link", Refusal(), StringComparison.Ordinal);
        File.Delete(elsewhere);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_package()
    {
        File.Delete(_package.PathOf("manifest.json"));

        Assert.Contains("manifest.json", Assert.Throws<ModelPackageException>(_package.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_listed_files_have_a_path() =>
        Assert.Throws<ArgumentException>(() => _package.Open().PathOf("../secret"));

    private string Refusal()
    {
        var message = Assert.Throws<ModelPackageException>(() => _package.Open().VerifyFiles()).Message;
        Assert.DoesNotContain(Path.GetTempPath(), message, StringComparison.Ordinal);
        return message;
    }
}

using ServerlessNlp.Compiler.Packaging;

namespace ServerlessNlp.Compiler.Tests.Packaging;

public sealed class PackageTokenizerTests : IDisposable
{
    private static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "who", "sang", "ann"];
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_tab_parts_a_question_from_its_text()
    {
        var inputs = Tokenizer().Encode(["who sang\tann sang", "ann sang"], 16);
        Assert.Equal([2, 5, 6, 3, 7, 6, 3], inputs[0].Ids);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], inputs[0].TokenTypes);
        Assert.Equal([2, 7, 6, 3], inputs[1].Ids);
        Assert.Equal([0, 0, 0, 0], inputs[1].TokenTypes);
    }

    public void Dispose() => _folder.Dispose();

    private PackageTokenizer Tokenizer()
    {
        var folder = _folder.Of("checkpoint");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Vocabulary);
        return PackageTokenizer.Load(folder, Vocabulary.Length);
    }
}

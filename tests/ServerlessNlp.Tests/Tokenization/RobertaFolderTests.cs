using System.Text.Json;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;
using ServerlessNlp.Tokenization.Normalization;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Folders with vocab.json and merges.txt, as RoBERTa's were published before tokenizer.json.</summary>
public sealed class RobertaFolderTests : IDisposable
{
    private static readonly string[] Merges = ["l o", "lo w", "Ġ low", "e r"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nlp-roberta-");

    public RobertaFolderTests()
    {
        var pieces = new[] { "<s>", "<pad>", "</s>", "<unk>" }
            .Concat(Enumerable.Range(0, 256).Select(value => char.ConvertFromUtf32(ByteLevelAlphabet.CodePointOf((byte)value))))
            .Concat(Merges.Select(merge => merge.Replace(" ", ""))).Append("<mask>").ToList();
        Write("vocab.json", JsonSerializer.Serialize(pieces.Select((piece, id) => (piece, id)).ToDictionary(pair => pair.piece, pair => pair.id)));
        Write("merges.txt", "#version: 0.2\n" + string.Join('\n', Merges) + "\n");
    }

    [Fact]
    public void Bytes_are_merged_and_special_tokens_stand_around_them()
    {
        Assert.Equal(["<s>", "low", "er", "Ġlow", "</s>"], Tokens("lower low"));
        Assert.Equal(["<s>", "low", "</s>", "</s>", "low", "</s>"], Tokens("low", "low"));
        Assert.Equal(["<s>", "low", "<mask>", "</s>"], Tokens("low <mask>"));
    }

    [Fact]
    public void A_space_is_put_before_the_text_where_the_configuration_says_so()
    {
        Write("tokenizer_config.json", """{"add_prefix_space": true}""");
        Assert.Equal(["<s>", "Ġlow", "</s>"], Tokens("low"));
    }

    [Fact]
    public void Tokens_that_were_added_are_found()
    {
        Write("added_tokens.json", """{"<x>": 265}""");
        Assert.Equal(["<s>", "low", "<x>", "</s>"], Tokens("low<x>"));
    }

    [Fact]
    public void The_tokenizer_is_the_same_for_hugging_face()
    {
        var tokenizer = Tokenizer.Load(_folder.FullName);
        Comparison.AssertSame(tokenizer, tokenizer.ToJson(), new TextGenerator(6).Inputs(200));
    }

    [Theory]
    [InlineData("vocab.json", "[]", "vocab.json")]
    [InlineData("vocab.json", "{", "vocab.json")]
    [InlineData("vocab.json", """{"<s>":0}""", "special token")]
    [InlineData("merges.txt", "l o w\n", "merge")]
    [InlineData("merges.txt", "q x\n", "Merge")]
    public void Files_that_do_not_fit_are_refused(string name, string content, string reason)
    {
        Write(name, content);
        Assert.Contains(reason, Assert.Throws<TokenizerException>(() => Tokenizer.Load(_folder.FullName)).Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);

    private string[] Tokens(string text, string? pair = null)
    {
        var tokenizer = Tokenizer.Load(_folder.FullName);
        return [.. tokenizer.Encode(text, pair).Ids.ToArray().Select(id => tokenizer.IdToToken(id)!)];
    }
}

using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tokenization;
using static ServerlessNlp.Tests.Tokenization.Kinds.TokenizerJson;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Files that cannot be used are refused with a reason, and nothing else happens.</summary>
public sealed class HostileFilesTests
{
    public static TheoryData<string, string> Models => new()
    {
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":1,"b":1}}""", "id 1 twice" },
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":1,"a":2}}""", "twice" },
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":2}}""", "holes" },
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":-1}}""", "whole number" },
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":99999999999}}""", "whole number" },
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"a":0}}""", "unknown token" },
        { """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{}}""", "empty" },
        { """{"type":"Unigram","unk_id":7,"vocab":[["<unk>",0.0]]}""", "unk_id" },
        { """{"type":"Unigram","unk_id":0,"vocab":[["<unk>"]]}""", "score" },
        { """{"type":"Unigram","unk_id":0,"vocab":[["<unk>",1e999]]}""", "too large" },
        { """{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}""", "Merge 0" },
        { """{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b c"]}""", "merge" },
        { """{"type":"BPE","dropout":0.1,"vocab":{"a":0},"merges":[]}""", "dropout" },
        { """{"type":"Magic","vocab":{"a":0}}""", "Magic" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void A_vocabulary_that_cannot_be_right_is_refused(string model, string reason)
    {
        var json = System.Text.Encoding.UTF8.GetBytes("""{"version":"1.0","model":MODEL}""".Replace("MODEL", model, StringComparison.Ordinal));
        var error = Assert.Throws<TokenizerException>(() => Tokenizer.FromJson(json));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_of_ten_megabytes_is_refused()
    {
        var json = """{"version":"1.0","model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0.0],["PIECE",-1.0]]}}""".Replace("PIECE", new string('a', 10_000_000), StringComparison.Ordinal);
        var error = Assert.Throws<TokenizerException>(() => Tokenizer.FromJson(System.Text.Encoding.UTF8.GetBytes(json)));
        Assert.Contains("longer than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused_and_no_flipped_byte_does_more()
    {
        var json = TokenizerKinds.All["ALBERT of the hub"]();
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
            Assert.Throws<TokenizerException>(() => Tokenizer.FromJson(json.AsSpan(0, random.Next(json.Length - 1))));
        for (var i = 0; i < 40; i++)
        {
            var damaged = (byte[])json.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Tokenizer.FromJson(damaged).Encode("All human beings, ﬁne ½");
            }
            catch (TokenizerException)
            {
                // Refused: that, or a tokenizer that works, are the two things that may happen.
            }
        }
    }

    [Theory]
    [InlineData("(a+)+b")]
    [InlineData("a*a*a*b")]
    [InlineData("(?<=x)y")]
    [InlineData("[a-z&&[aeiou]]")]
    [InlineData("x*")]
    public void A_pattern_that_is_not_known_is_refused_not_run(string pattern)
    {
        var json = Of(WordPiece("[UNK]"), null, Split("Regex", pattern, "Isolated"));
        Assert.Contains("regular expression", Assert.Throws<TokenizerException>(() => Tokenizer.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_component_is_named()
    {
        var json = Of(WordPiece("[UNK]"), Component("Sparkle"));
        Assert.Equal("The normalizer Sparkle is not supported.", Assert.Throws<TokenizerException>(() => Tokenizer.FromJson(json)).Message);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_an_error_that_says_what_was_looked_for()
    {
        var folder = Directory.CreateTempSubdirectory();
        var error = Assert.Throws<TokenizerException>(() => Tokenizer.Load(folder.FullName));
        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
        folder.Delete();
    }
}

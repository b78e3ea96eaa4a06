using ServerlessNlp.Compiler.Shrinking;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Compiler.Tests.Shrinking;

/// <summary>Models made smaller: fewer pieces, narrower word vectors.</summary>
public sealed class ShrinkingTests : IDisposable
{
    private static readonly string[] Texts = ["w5 w6 w7", "W9 w30 w6", "w5w6 w31"];
    private readonly CheckpointCopy _copy = new("bert-sequence");

    [Fact]
    public void A_smaller_vocabulary_gives_the_same_answers_on_its_texts()
    {
        _copy.WriteVocabulary();
        var whole = Answers(_copy.Options with { TensorsOnly = false });
        var smaller = Answers(_copy.Options with { TensorsOnly = false, VocabularyTexts = Texts, Texts = Texts });
        Assert.Equal(whole.Logits, smaller.Logits);
        Assert.True(smaller.Bytes < whole.Bytes);
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "w5", "w6", "w7", "w9", "w30", "w31"], smaller.Pieces);
    }

    [Fact]
    public void What_the_texts_never_use_is_unknown()
    {
        var tokenizer = Tokenizer.FromVocabulary("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nwalk\nwalking\n##ing\nw\n##s\n"u8);
        var pruned = VocabularyPruner.Prune(tokenizer, VocabularyPruner.Keep(tokenizer, ["walks walk"], default));
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "walk", "w", "##s"], Enumerable.Range(0, pruned.VocabularySize).Select(pruned.IdToToken));
        Assert.Equal([2, 5, 7, 3], pruned.Encode("walks").Ids.ToArray());
        Assert.Equal([2, 1, 3], pruned.Encode("walking").Ids.ToArray());
    }

    [SharedDataFact]
    public void Real_vocabularies_keep_the_tokens_of_their_texts()
    {
        var random = new Random(1);
        foreach (var name in new[] { "bert-base-uncased", "bert-base-cased", "albert" })
        {
            var tokenizer = Tokenizer.FromJson(File.ReadAllBytes(Repository.SharedPath("tokenizers", name, "tokenizer.json")));
            var texts = File.ReadLines(Repository.SharedPath("sentiment", "sst2-dev.tsv")).ToList();
            var kept = VocabularyPruner.Keep(tokenizer, texts, default);
            var pruned = VocabularyPruner.Prune(tokenizer, kept);
            Assert.InRange(pruned.VocabularySize, 1000, tokenizer.VocabularySize / 2);
            foreach (var text in texts.Where(_ => random.Next(4) == 0))
            {
                var (expected, actual) = (tokenizer.Encode(text), pruned.Encode(text));
                Assert.Equal(expected.Ids.ToArray(), actual.Ids.ToArray().Select(id => kept[id]));
                Assert.True(expected.Offsets.SequenceEqual(actual.Offsets));
            }
        }
    }

    [Fact]
    public void Merges_that_build_on_each_other_are_not_cut()
    {
        var tokenizer = Tokenizer.FromJson("""{"version":"1.0","model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]}}"""u8);
        Assert.Contains("BPE", Assert.Throws<CompilerException>(() => VocabularyPruner.Keep(tokenizer, ["a"], default)).Message);
    }

    [Fact]
    public void Factorised_word_vectors_are_the_closest_of_their_rank()
    {
        // The vectors are 16 wide: with one direction less little is lost, with most of them gone much is.
        var agreements = new[] { 15, 8, 2 }.Select(rank => CheckpointCopy.Compile(_copy.Options with { EmbeddingRank = rank, Accept = 0 }).Agreement!.MeanDifference!.Value).ToList();
        Assert.Equal(agreements.Order(), agreements);
        Assert.InRange(agreements[0], 1e-6, 0.03);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void A_rank_that_makes_nothing_smaller_is_refused(int rank) =>
        Assert.Contains("--embedding-rank", Assert.Throws<CompilerException>(() => CheckpointCopy.Compile(_copy.Options with { EmbeddingRank = rank })).Message);

    [Fact]
    public void A_smaller_model_that_agrees_too_little_is_refused() =>
        Assert.Contains("original", Assert.Throws<CompilerException>(() => CheckpointCopy.Compile(_copy.Options with { EmbeddingRank = 1, Accept = 0.999 })).Message);

    [Fact]
    public void Eigenvectors_are_those_of_the_largest_values()
    {
        // The values are 5, 3 (along the sum of the first two axes) and 1.
        var vectors = SymmetricMatrix.Eigenvectors([2, 1, 0, 1, 2, 0, 0, 0, 5], 3, 2);
        Assert.Equal([0, 0, 1], vectors[..3].Select(value => Math.Round(Math.Abs(value), 9)));
        Assert.Equal(Math.Sqrt(0.5), Math.Abs(vectors[3]), 1e-9);
        Assert.Equal(vectors[3], vectors[4], 1e-9);
    }

    public void Dispose() => _copy.Dispose();

    private static (float[] Logits, long Bytes, string[] Pieces) Answers(CompileOptions options)
    {
        CheckpointCopy.Compile(options);
        using var model = ModelLoader.Load(ModelPackage.Open(options.Output), InferenceOptions.Default, default);
        var logits = Texts.SelectMany(text =>
        {
            var ids = model.Tokenizer.Encode(text).Ids.ToArray().Select(id => (long)id).ToArray();
            return model.Run(new TensorBatch(1, ids.Length, ids, [.. ids.Select(_ => 1L)], new long[ids.Length]), default)[0].Values;
        }).ToArray();
        return (logits, model.Manifest.TotalBytes, [.. Enumerable.Range(0, model.Tokenizer.VocabularySize).Select(id => model.Tokenizer.IdToToken(id)!)]);
    }
}

using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>The tokenizer of a folder, in the form that packages have: tokenizer.json, made from a vocabulary where that is missing.</summary>
internal sealed class PackageTokenizer
{
    private const int Unlimited = 1 << 20;
    private readonly Tokenizer _tokenizer;

    private PackageTokenizer(Tokenizer tokenizer, int maxLength) => (_tokenizer, MaxLength) = (tokenizer, maxLength);

    /// <summary>The most tokens that tokenizer_config.json and sentence-transformers' settings allow; where they say nothing, as many as one likes.</summary>
    public int MaxLength { get; }

    /// <param name="folder">The encoder's folder.</param>
    /// <param name="vocabulary">How many tokens the model knows.</param>
    /// <param name="family">The model's family: bert, albert …</param>
    /// <exception cref="CompilerException">There is no tokenizer, it cannot be used, or it knows tokens that the model does not.</exception>
    public static PackageTokenizer Load(string folder, int vocabulary, string family)
    {
        try
        {
            var settings = TokenizerSettings.Read(folder);
            var limits = TokenizerLimits.Read(folder);
            VocabularyCheck.Refuse(folder, settings, family);
            var tokenizer = Tokenizer.Load(folder);
            VocabularyCheck.RefuseGuessedCase(folder, settings, tokenizer);
            if (TokenizerJson.WithSettings(tokenizer.ToJson(), settings) is { } changed)
                tokenizer = Tokenizer.FromJson(changed);
            if (limits.Lowercase)
                tokenizer = Tokenizer.FromJson(TokenizerJson.Lowercased(tokenizer.ToJson()));
            if (tokenizer.VocabularySize > vocabulary)
                throw new CompilerException($"The tokenizer has {tokenizer.VocabularySize} tokens where the model knows {vocabulary}: they do not belong together.");
            return new PackageTokenizer(tokenizer, Math.Min(settings.MaxLength ?? Unlimited, limits.MaxLength ?? Unlimited));
        }
        catch (TokenizerException error)
        {
            throw new CompilerException($"{error.Message} To compile without a tokenizer, use --tensors-only.", error);
        }
    }

    public Tokenizer Tokenizer => _tokenizer;

    /// <summary>The same limits with another tokenizer.</summary>
    public PackageTokenizer With(Tokenizer tokenizer) => new(tokenizer, MaxLength);

    public void Write(Stream stream) => stream.Write(_tokenizer.ToJson());

    /// <summary>The tokens of each text; the two texts of a pair are parted by a tab.</summary>
    public IReadOnlyList<GateInput> Encode(IReadOnlyList<string> texts, int maxLength)
    {
        var options = new EncodeOptions { MaxLength = Math.Min(maxLength, MaxLength), IgnoreFileSettings = true };
        return [.. texts.Select(text => text.Split('\t', 2)).Select(parts => _tokenizer.Encode(parts[0], parts.ElementAtOrDefault(1), options))
            .Select(encoding => new GateInput(Widen(encoding.Ids), Widen(encoding.TypeIds)))];
    }

    /// <summary>The special tokens around generated inputs.</summary>
    public (int First, int Last) Ends => (_tokenizer.ClassTokenId ?? 0, _tokenizer.SeparatorTokenId ?? 0);

    private static long[] Widen(ReadOnlySpan<int> values)
    {
        var wide = new long[values.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = values[i];
        return wide;
    }
}

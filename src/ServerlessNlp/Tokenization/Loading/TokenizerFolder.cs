using ServerlessNlp.Tokenization.AddedTokens;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Finds and loads the tokenizer of a model's folder.</summary>
internal static class TokenizerFolder
{
    private static readonly string[] SentencePieceFiles = ["spiece.model", "sentencepiece.bpe.model", "spm.model", "tokenizer.model"];

    public static Tokenizer Load(string directory)
    {
        var settings = new FolderSettings(directory);
        if (ReadIfThere(directory, "tokenizer.json") is { } json)
            return Checked(Tokenizer.FromOwnedJson(json), settings.DecoderTokens, "tokenizer.json");
        if (ReadIfThere(directory, "vocab.txt") is { } vocabulary)
            return Checked(Tokenizer.FromOwnedJson(BertConverter.ToJson(vocabulary, settings.Options, settings.AddedTokens)), settings.AddedTokens, "vocab.txt");
        foreach (var file in SentencePieceFiles)
        {
            if (ReadIfThere(directory, file) is { } model)
                return Checked(Tokenizer.FromOwnedJson(SentencePieceConverter.ToJson(model, settings.Options, settings.AddedTokens)), settings.AddedTokens, file);
        }
        if (ReadIfThere(directory, "vocab.json") is { } pieces && ReadIfThere(directory, "merges.txt") is { } merges)
            return Checked(Tokenizer.FromOwnedJson(RobertaConverter.ToJson(pieces, merges, settings)), settings.AddedTokens, "vocab.json");
        throw new TokenizerException("The folder has no tokenizer: none of tokenizer.json, vocab.txt, spiece.model, and vocab.json with merges.txt is there.");
    }

    /// <summary>Tokens are counted on from a vocabulary; where the files give one another id, the model would be fed the wrong token.</summary>
    private static Tokenizer Checked(Tokenizer tokenizer, List<AddedToken> listed, string file)
    {
        foreach (var token in listed.Where(token => token.Content.Length > 0))
        {
            if (tokenizer.TokenToId(token.Content) != token.Id)
                throw new TokenizerException($"The added token {token.Content} has the id {token.Id}, which does not follow from {file}: the tokenizer's files do not belong together.");
        }
        return tokenizer;
    }

    internal static byte[]? ReadIfThere(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
            return null;
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TokenizerException($"{file} cannot be read.", exception);
        }
    }
}

using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>
/// A vocabulary alone does not say how text is cut into its pieces. Folders whose tokenizer.json is missing are read only where the class of
/// their tokenizer cuts text as its converter does; anything else would give wrong tokens without a word.
/// </summary>
internal static class VocabularyCheck
{
    private const double CasedShare = 0.02;

    private static readonly (string File, string[] Classes)[] Vocabularies =
    [
        ("vocab.txt", ["Bert", "DistilBert", "Electra", "MobileBert", "SqueezeBert", "Lxmert", "Funnel"]),
        ("spiece.model", ["Albert"]),
        ("sentencepiece.bpe.model", []),
        ("spm.model", []),
        ("tokenizer.model", []),
        ("vocab.json", ["Roberta", "Longformer", "Bart", "GPT2"]),
    ];

    /// <exception cref="CompilerException">The folder has no tokenizer.json, and what it has cannot be read with certainty.</exception>
    public static void Refuse(string folder, TokenizerSettings settings, string family)
    {
        foreach (var name in new[] { "tokenizer.json", "merges.txt", "added_tokens.json", "special_tokens_map.json" }.Concat(Vocabularies.Select(vocabulary => vocabulary.File)))
            LfsPointer.Refuse(Path.Combine(folder, name));
        if (File.Exists(Path.Combine(folder, "tokenizer.json")) || Array.Find(Vocabularies, vocabulary => File.Exists(Path.Combine(folder, vocabulary.File))) is not { File: { } file } found)
            return;
        var named = settings.Class?.Replace("Tokenizer", "", StringComparison.Ordinal);
        var known = named is null ? file != "spiece.model" || family == "albert" : found.Classes.Contains(named);
        if (found.Classes.Length == 0 || !known)
            throw new CompilerException($"{file} is of a tokenizer{(named is null ? "" : $" {Printable.Name(settings.Class!)}")} whose way to cut text is not known from it: save the tokenizer with its tokenizer.json (AutoTokenizer.from_pretrained(…, use_fast=True).save_pretrained(…)).");
        if (settings.Flag("do_basic_tokenize") == false)
            throw new CompilerException("tokenizer_config.json turns off do_basic_tokenize: such a tokenizer expects text that is cut into words already, and is not supported.");
    }

    /// <summary>Without a word on case text is lower-cased, as in Transformers; to a vocabulary with capitals most names would be unknown.</summary>
    /// <exception cref="CompilerException">The vocabulary has capitals, and nothing says whether text is lower-cased.</exception>
    public static void RefuseGuessedCase(string folder, TokenizerSettings settings, Tokenizer tokenizer)
    {
        if (settings.Flag("do_lower_case") is not null || File.Exists(Path.Combine(folder, "tokenizer.json")) || !File.Exists(Path.Combine(folder, "vocab.txt")))
            return;
        var capitals = Enumerable.Range(0, tokenizer.VocabularySize).Select(tokenizer.IdToToken).Count(piece => piece is { Length: > 0 } && piece[0] != '[' && piece.Any(char.IsUpper));
        if (capitals > tokenizer.VocabularySize * CasedShare)
            throw new CompilerException("vocab.txt has pieces with capital letters, and nothing says whether text is lower-cased: write do_lower_case into tokenizer_config.json.");
    }
}

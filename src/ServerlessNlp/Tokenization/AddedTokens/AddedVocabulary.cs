using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.Normalization;

namespace ServerlessNlp.Tokenization.AddedTokens;

/// <summary>The tokens beside the model's vocabulary, and the two matchers that find them. Immutable.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<string, AddedToken> _byContent = [];
    private readonly Dictionary<int, AddedToken> _byId = [];

    /// <summary>Takes the tokens in the order of the file; as in Hugging Face, ids come from the model or are counted on from it.</summary>
    public AddedVocabulary(IEnumerable<AddedToken> tokens, Vocabulary vocabulary, Normalizer? normalizer)
    {
        var nextId = vocabulary.Count;
        foreach (var token in tokens)
        {
            if (token.Content.Length == 0)
                continue;
            var id = _byContent.TryGetValue(token.Content, out var known) ? known.Id : vocabulary.Find(token.Content);
            if (id < 0)
                id = nextId++;
            var added = token with { Id = id };
            _byContent[token.Content] = added;
            _byId[id] = added;
        }
        InOriginal = new AddedTokenMatcher(_byId.Values.Where(token => !token.Normalized).Select(token => (token, CodePointsOf(token.Content, null))));
        InNormalized = new AddedTokenMatcher(_byId.Values.Where(token => token.Normalized).Select(token => (token, CodePointsOf(token.Content, normalizer))));
    }

    public IReadOnlyCollection<AddedToken> Tokens => _byId.Values;

    public AddedTokenMatcher InOriginal { get; }

    public AddedTokenMatcher InNormalized { get; }

    public AddedToken? Find(string content) => _byContent.GetValueOrDefault(content);

    public AddedToken? Find(int id) => _byId.GetValueOrDefault(id);

    private static int[] CodePointsOf(string content, Normalizer? normalizer)
    {
        var text = new AlignedText();
        text.Load(content, 0);
        normalizer?.Apply(text);
        var codePoints = new int[text.Length];
        for (var i = 0; i < codePoints.Length; i++)
            codePoints[i] = text.Span[i].CodePoint;
        return codePoints;
    }
}

/// <summary>A token that is found in the text before the model sees it; named as in tokenizer.json.</summary>
internal sealed record AddedToken(string Content, int Id)
{
    public bool SingleWord { get; init; }

    public bool LeftStrip { get; init; }

    public bool RightStrip { get; init; }

    /// <summary>Whether it is looked for in the normalised text, else in the original.</summary>
    public bool Normalized { get; init; }

    public bool Special { get; init; }

    /// <summary>A special token as the converters of vocabularies write it.</summary>
    public static AddedToken OfSpecial(string content, int id, bool leftStrip = false) => new(content, id) { LeftStrip = leftStrip, Special = true };
}

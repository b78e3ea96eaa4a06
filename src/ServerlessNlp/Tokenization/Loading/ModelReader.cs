using System.Text.Json;
using ServerlessNlp.Tokenization.Models;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads the model of a tokenizer.json token by token: its vocabulary is most of the file.</summary>
internal sealed class ModelReader
{
    private VocabularyBuilder _pieces = new(0);
    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly List<(byte[] Left, byte[] Right)> _merges = [];
    private bool _hasVocabulary, _hasMerges;

    /// <summary>Reads the object that the reader stands at; the reader has gone over all of <paramref name="json"/> so far.</summary>
    /// <exception cref="TokenizerException">The model is unknown, or its vocabulary cannot be used.</exception>
    public static TokenModel Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var model = new ModelReader();
        model.ReadFields(ref reader, json);
        return model.Build();
    }

    private void ReadFields(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new TokenizerException("The model is not an object.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("vocab"u8))
                ReadVocabulary(ref reader, json);
            else if (reader.ValueTextEquals("merges"u8))
                ReadMerges(ref reader);
            else
                ReadField(ref reader);
        }
    }

    private void ReadField(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        reader.Read();
        _fields[name] = JsonElement.ParseValue(ref reader);
    }

    private void ReadVocabulary(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (_hasVocabulary)
            throw new TokenizerException("The model has two vocabularies.");
        _hasVocabulary = true;
        _pieces = new VocabularyBuilder(json.Length - (int)reader.BytesConsumed);
        var scanner = new VocabularyScanner(json, (int)reader.BytesConsumed);
        if (scanner.TryRead(_pieces))
        {
            // The general parser goes on behind the vocabulary; for it, a null stood there.
            var inPlace = new Utf8JsonReader("null"u8, isFinalBlock: false, reader.CurrentState);
            inPlace.Read();
            reader = new Utf8JsonReader(json[scanner.At..], isFinalBlock: true, inPlace.CurrentState);
            return;
        }
        _pieces = new VocabularyBuilder(json.Length - (int)reader.BytesConsumed);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadIds(ref reader);
        else if (reader.TokenType == JsonTokenType.StartArray)
            ReadScores(ref reader);
        else
            throw new TokenizerException("The model's vocab is neither an object nor a list.");
    }

    /// <summary>{"piece": id, …}</summary>
    private void ReadIds(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var length = CopyText(ref reader);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var id) || id < 0)
                throw new TokenizerException("An id of the vocabulary is not a whole number of 0 or more.");
            _pieces.Add(length, id);
        }
    }

    /// <summary>[["piece", score], …]</summary>
    private void ReadScores(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
                throw new TokenizerException("An entry of the vocabulary is not a piece and its score.");
            var length = CopyText(ref reader);
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number)
                throw new TokenizerException("An entry of the vocabulary is not a piece and its score.");
            _pieces.Add(length, ScoreParser.Parse(reader.ValueSpan));
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
                throw new TokenizerException("An entry of the vocabulary is not a piece and its score.");
        }
    }

    private int CopyText(ref Utf8JsonReader reader)
    {
        var room = _pieces.Reserve(reader.ValueSpan.Length);
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(room);
            return reader.ValueSpan.Length;
        }
        return reader.CopyString(room);
    }

    /// <summary>["left right", …] or [["left", "right"], …]</summary>
    private void ReadMerges(ref Utf8JsonReader reader)
    {
        _hasMerges = true;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new TokenizerException("The model's merges are not a list.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                AddMerge(GetBytes(ref reader));
            else
                _merges.Add(ReadMergePair(ref reader));
        }
    }

    private void AddMerge(byte[] merge)
    {
        // A version line of an old merges.txt may have come along.
        if (merge.AsSpan().StartsWith("#version"u8))
            return;
        var space = merge.AsSpan().IndexOf((byte)' ');
        if (space < 0 || merge.AsSpan(space + 1).Contains((byte)' '))
            throw new TokenizerException("A merge is not two pieces parted by a space.");
        _merges.Add((merge[..space], merge[(space + 1)..]));
    }

    private static (byte[], byte[]) ReadMergePair(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
            throw new TokenizerException("A merge is not two pieces.");
        var left = GetBytes(ref reader);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            throw new TokenizerException("A merge is not two pieces.");
        var right = GetBytes(ref reader);
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw new TokenizerException("A merge is not two pieces.");
        return (left, right);
    }

    private static byte[] GetBytes(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan.ToArray();
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes[..reader.CopyString(bytes)];
    }

    private TokenModel Build()
    {
        if (!_hasVocabulary)
            throw new TokenizerException("The model has no vocab.");
        if (_pieces.Count == 0)
            throw new TokenizerException("The model's vocab is empty.");
        var isList = _pieces.HasScores;
        // Old files leave the type out: what is there tells it.
        var type = _fields.TryGetValue("type", out var value) ? value.AsString("type")
            : isList ? "Unigram"
            : _hasMerges ? "BPE"
            : _fields.ContainsKey("continuing_subword_prefix") ? "WordPiece" : "WordLevel";
        if (isList != (type == "Unigram"))
            throw new TokenizerException($"The vocab is not of the form that the model {type} has.");
        return type switch
        {
            "WordPiece" => new WordPieceModel(_pieces.Build(allowDoubles: false), Text("unk_token"), Text("continuing_subword_prefix"), Field("max_input_chars_per_word").AsCount("max_input_chars_per_word")),
            "WordLevel" => new WordLevelModel(_pieces.Build(allowDoubles: false), Text("unk_token")),
            "Unigram" => new UnigramModel(_pieces.Build(allowDoubles: true), _pieces.TakeScores(), OptionalUnknown(), Flag("byte_fallback")),
            "BPE" => BuildBpe(),
            _ => throw new TokenizerException($"The model {type} is not supported."),
        };
    }

    private BpeModel BuildBpe()
    {
        if (!_hasMerges)
            throw new TokenizerException("The model BPE has no merges.");
        if (_fields.TryGetValue("dropout", out var dropout) && dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() != 0)
            throw new TokenizerException("The model BPE has a dropout, which would make its tokens random.");
        var options = new BpeOptions
        {
            UnknownToken = OptionalText("unk_token"),
            ContinuingSubwordPrefix = OptionalText("continuing_subword_prefix"),
            EndOfWordSuffix = OptionalText("end_of_word_suffix"),
            FuseUnknown = Flag("fuse_unk"),
            ByteFallback = Flag("byte_fallback"),
            IgnoreMerges = Flag("ignore_merges"),
        };
        var vocabulary = _pieces.Build(allowDoubles: false);
        return new BpeModel(vocabulary, MergeTableReader.Resolve(_merges, vocabulary, options), options);
    }

    private int? OptionalUnknown() =>
        _fields.TryGetValue("unk_id", out var value) && value.ValueKind != JsonValueKind.Null ? value.AsCount("unk_id") : null;

    private JsonElement Field(string name) =>
        _fields.TryGetValue(name, out var value) ? value : throw new TokenizerException($"The model lacks \"{name}\".");

    private string Text(string name) => Field(name).AsString(name);

    private string? OptionalText(string name) =>
        _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.AsString(name) : null;

    private bool Flag(string name) =>
        _fields.TryGetValue(name, out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new TokenizerException($"\"{name}\" is neither true nor false."),
        };
}

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>A SentencePiece model: what sentencepiece_model.proto has that tokenising needs.</summary>
internal sealed class SentencePieceModel
{
    private const int UnigramType = 1, BpeType = 2;

    public List<(string Text, float Score, PieceType Type)> Pieces { get; } = [];

    public byte[] Charsmap { get; private set; } = [];

    public bool IsBpe { get; private set; }

    public bool ByteFallback { get; private set; }

    public int UnknownId { get; private set; }

    public string UnknownPiece { get; private set; } = "<unk>";

    /// <exception cref="TokenizerException">The model is damaged, or neither Unigram nor BPE.</exception>
    public static SentencePieceModel Read(ReadOnlySpan<byte> bytes)
    {
        var model = new SentencePieceModel();
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1)
                model.ReadPiece(reader.Bytes);
            else if (reader.Field == 2)
                model.ReadTrainer(reader.Bytes);
            else if (reader.Field == 3)
                model.ReadNormalizer(reader.Bytes);
        }
        if (model.Pieces.Count == 0)
            throw new TokenizerException("The SentencePiece model has no pieces.");
        if (model.UnknownId < 0 || model.UnknownId >= model.Pieces.Count)
            throw new TokenizerException("The SentencePiece model's unk_id is outside its pieces.");
        return model;
    }

    private void ReadPiece(ReadOnlySpan<byte> message)
    {
        var (text, score, type) = ("", 0f, PieceType.Normal);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                text = ReadText(reader.Bytes);
            else if (reader.Field == 2)
                score = reader.Single;
            else if (reader.Field == 3)
                type = (PieceType)reader.Int32;
        }
        Pieces.Add((text, score, type));
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3 when reader.Int32 is UnigramType or BpeType:
                    IsBpe = reader.Int32 == BpeType;
                    break;
                case 3:
                    throw new TokenizerException("The SentencePiece model is neither Unigram nor BPE.");
                case 35:
                    ByteFallback = reader.Number != 0;
                    break;
                case 40:
                    UnknownId = reader.Int32;
                    break;
                case 45:
                    UnknownPiece = ReadText(reader.Bytes);
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                Charsmap = reader.Bytes.ToArray();
        }
    }

    private static string ReadText(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes)
            ? System.Text.Encoding.UTF8.GetString(bytes)
            : throw new TokenizerException("A piece of the SentencePiece model is not UTF-8.");

    internal enum PieceType
    {
        Normal = 1,
        Unknown = 2,
        Control = 3,
        UserDefined = 4,
        Unused = 5,
        Byte = 6,
    }
}

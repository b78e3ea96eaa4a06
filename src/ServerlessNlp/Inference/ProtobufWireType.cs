namespace ServerlessNlp.Inference;

/// <summary>How a field of a protobuf message is written.</summary>
internal enum ProtobufWireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}

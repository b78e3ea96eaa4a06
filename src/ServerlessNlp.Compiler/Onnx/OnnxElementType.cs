namespace ServerlessNlp.Compiler.Onnx;

/// <summary>The element types used in graphs, with the numbers of TensorProto.DataType in onnx.proto.</summary>
internal enum OnnxElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
}

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>The few Python names that a file of weights needs. Whatever else a pickle names is refused, and nothing is ever called.</summary>
internal enum PickleGlobal
{
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    FloatStorage,
    HalfStorage,
    BFloat16Storage,
    DoubleStorage,
    LongStorage,
    IntStorage,
    ShortStorage,
    CharStorage,
    ByteStorage,
    BoolStorage,
}

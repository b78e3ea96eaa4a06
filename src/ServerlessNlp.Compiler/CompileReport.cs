using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler;

/// <summary>What was compiled.</summary>
/// <param name="Manifest">The package's manifest.</param>
/// <param name="ModelBytes">The size of model.onnx.</param>
/// <param name="KeptHigher">The matrices that are kept at the next higher precision (fp32 beside int8, int8 beside int4) for the sake of agreement.</param>
/// <param name="Unexpected">Tensors of the checkpoint that the network has no use for.</param>
public sealed record CompileReport(ModelManifest Manifest, long ModelBytes, IReadOnlyList<string> KeptHigher, IReadOnlyList<string> Unexpected);

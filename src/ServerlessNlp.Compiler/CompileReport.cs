using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler;

/// <summary>What was compiled.</summary>
/// <param name="Manifest">The package's manifest.</param>
/// <param name="ModelBytes">The size of model.onnx.</param>
/// <param name="KeptInFloats">The matrices that a quantised package keeps in full precision for the sake of agreement.</param>
/// <param name="Unexpected">Tensors of the checkpoint that the network has no use for.</param>
public sealed record CompileReport(ModelManifest Manifest, long ModelBytes, IReadOnlyList<string> KeptInFloats, IReadOnlyList<string> Unexpected);

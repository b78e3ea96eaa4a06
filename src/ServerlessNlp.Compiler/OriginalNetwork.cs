using ServerlessNlp.Compiler.Agreement;

namespace ServerlessNlp.Compiler;

/// <summary>A network before it was made smaller.</summary>
/// <param name="Network">It, in full precision.</param>
/// <param name="Inputs">What it is given where the smaller one is given some tokens.</param>
internal sealed record OriginalNetwork(CompiledNetwork Network, Func<IReadOnlyList<GateInput>, IReadOnlyList<GateInput>> Inputs);

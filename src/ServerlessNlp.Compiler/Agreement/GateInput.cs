namespace ServerlessNlp.Compiler.Agreement;

/// <summary>The tokens of one text.</summary>
internal sealed record GateInput(long[] Ids, long[] TokenTypes);

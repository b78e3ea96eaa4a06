namespace ServerlessNlp.Compiler.Gate;

/// <summary>The tokens of one text.</summary>
internal sealed record GateInput(long[] Ids, long[] TokenTypes);

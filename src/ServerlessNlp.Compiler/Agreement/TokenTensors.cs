using Microsoft.ML.OnnxRuntime;

namespace ServerlessNlp.Compiler.Agreement;

/// <summary>One text's tokens as the inputs of a session, by the names that it has for them.</summary>
internal sealed class TokenTensors : IDisposable
{
    public TokenTensors(IEnumerable<string> names, GateInput input)
    {
        Names = [.. names];
        long[] shape = [1, input.Ids.Length];
        Values = Array.ConvertAll(Names, name => OrtValue.CreateTensorValueFromMemory(Tensor(name, input), shape));
    }

    public string[] Names { get; }

    public OrtValue[] Values { get; }

    public void Dispose() => Array.ForEach(Values, value => value.Dispose());

    private static long[] Tensor(string name, GateInput input) => name switch
    {
        "input_ids" => input.Ids,
        "token_type_ids" => input.TokenTypes,
        _ => [.. Enumerable.Repeat(1L, input.Ids.Length)],
    };
}

using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>Splits activations into groups of channels, each value only once for each number of groups.</summary>
internal sealed class GroupSplitter(GraphBuilder graph)
{
    private readonly Dictionary<(string Value, int Groups), IReadOnlyList<string>> _splits = [];

    public IReadOnlyList<string> Split(string value, int size, int groups)
    {
        if (groups == 1)
            return [value];
        if (_splits.TryGetValue((value, groups), out var parts))
            return parts;
        var sizes = graph.Integers([.. Enumerable.Repeat((long)size / groups, groups)]);
        return _splits[(value, groups)] = graph.Add("Split", "", [value, sizes], groups, ("axis", -1));
    }
}

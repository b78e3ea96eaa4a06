namespace ServerlessNlp.Compiler.Onnx;

/// <summary>
/// Builds a graph node by node. Names are unique over the whole model; constants of a subgraph are kept in the outermost graph,
/// where they are stored once whoever uses them.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly GraphBuilder _root;
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _constants = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxValue> _described = [];
    private readonly Dictionary<string, int> _names = [];

    private readonly string _prefix;

    /// <param name="prefix">What the names of its values begin with, where they stand beside others.</param>
    public GraphBuilder(string prefix = "") => (_root, _prefix) = (this, prefix);

    private GraphBuilder(GraphBuilder root) => (_root, _prefix) = (root, root._prefix);

    /// <summary>A graph for the body of a loop; it may use every value of the graphs around it.</summary>
    public GraphBuilder Body() => new(_root);

    public string Input(string name, OnnxElementType type, params object[] shape)
    {
        _inputs.Add(new OnnxValue(name, type, shape));
        return name;
    }

    /// <summary>Declares an output; a value of another name is passed through Identity.</summary>
    public void Output(string name, string value, OnnxElementType type, params object[]? shape)
    {
        if (name != value)
            _nodes.Add(new OnnxNode("Identity", "", [value], [name], []));
        _outputs.Add(new OnnxValue(name, type, shape));
    }

    /// <summary>Says of a value what nobody could infer: dimensions of the same name are equal.</summary>
    public string Describe(string value, OnnxElementType type, params object[] shape)
    {
        _described.Add(new OnnxValue(value, type, shape));
        return value;
    }

    /// <summary>A standard operator with one output, whose name is returned.</summary>
    public string Op(string type, string[] inputs, params OnnxAttribute[] attributes) => Add(type, "", inputs, 1, attributes)[0];

    /// <summary>A standard operator with one output, under the given name.</summary>
    public void OpTo(string output, string type, string[] inputs, params OnnxAttribute[] attributes) => _nodes.Add(new OnnxNode(type, "", inputs, [output], attributes));

    /// <summary>The nodes since the last time, which are no longer this graph's.</summary>
    public IReadOnlyList<OnnxNode> TakeNodes()
    {
        var taken = _nodes.ToList();
        _nodes.Clear();
        return taken;
    }

    /// <summary>An operator of ONNX Runtime with one output, whose name is returned.</summary>
    public string RuntimeOp(string type, string[] inputs, params OnnxAttribute[] attributes) =>
        Add(type, OnnxModel.RuntimeDomain, inputs, 1, attributes)[0];

    /// <summary>An operator with several outputs.</summary>
    public string[] Add(string type, string domain, string[] inputs, int outputs, params OnnxAttribute[] attributes)
    {
        var name = Unique(type);
        string[] names = outputs == 1 ? [name] : [.. Enumerable.Range(0, outputs).Select(index => $"{name}.{index}")];
        _nodes.Add(new OnnxNode(type, domain, inputs, names, attributes));
        return names;
    }

    /// <summary>A constant under its own name; the same name again is the same constant.</summary>
    public string Constant(OnnxTensor tensor)
    {
        _root._constants.TryAdd(tensor.Name, tensor);
        return tensor.Name;
    }

    public bool HasConstant(string name) => _root._constants.ContainsKey(name);

    public string Number(float value) => Constant(OnnxTensor.Floats($"float.{value:R}", [value]));

    public string Integers(params long[] values) => Constant(OnnxTensor.Int64s($"ints.{string.Join('.', values)}", values, values.Length));

    public string Integer(long value) => Constant(OnnxTensor.Int64s($"int.{value}", [value]));

    /// <summary>A name that no other value of the model has.</summary>
    public string Fresh(string word) => Unique(word);

    public OnnxGraph Build(string name) => new(name, _nodes, _root == this ? [.. _constants.Values] : [], _inputs, _outputs, _described);

    private string Unique(string type)
    {
        _root._names[type] = _root._names.GetValueOrDefault(type) + 1;
        return $"{_prefix}{type}_{_root._names[type]}";
    }
}

namespace ServerlessNlp.Inference;

/// <summary>
/// Reads the structure of an ONNX file (ModelProto of onnx.proto3, https://onnx.ai) and refuses what a compact encoder
/// doesn't need and an attacker might want: external data, functions, operators of other domains, tensors whose
/// dimensions and data disagree. Memory use is bounded by the number of names, not by the file.
/// </summary>
internal sealed class OnnxGraphReader
{
    private const int MaxNameBytes = 1024;
    private const int MaxDimensions = 8;
    private const int MaxNodes = 100_000;
    private const int MaxTensors = 100_000;
    private const int MaxValues = 4096;
    private const int StringType = 8;

    private readonly HashSet<string> _initializers = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> _inputs = [];
    private readonly List<OnnxValueInfo> _outputs = [];
    private string _producer = "";
    private int _opset;
    private int _nodes;
    private int _tensors;

    /// <summary>Reads a model from a seekable stream.</summary>
    /// <exception cref="InvalidDataException">It is no such model, or has something that is refused; the message completes the sentence "model.onnx is refused: …".</exception>
    internal static OnnxGraph Read(Stream stream)
    {
        var reader = new OnnxGraphReader();
        var graphs = 0;
        for (var model = new ProtobufReader(stream); model.MoveNext();)
        {
            switch (model.Field)
            {
                case 2:
                    reader._producer = model.Text(MaxNameBytes);
                    break;
                case 7:
                    graphs += model.Message(graph => reader.ReadGraph(graph, isMain: true));
                    break;
                case 8:
                    model.Message(reader.ReadOpset);
                    break;
                case 20:
                    throw new InvalidDataException("it holds training information, which a package must not");
                case 25:
                    throw new InvalidDataException("it defines functions of its own, which a package must not");
                default:
                    model.Skip();
                    break;
            }
        }
        if (graphs != 1)
            throw new InvalidDataException("it holds no graph");
        return new OnnxGraph(reader._producer, reader._opset, [.. reader._inputs.Where(input => !reader._initializers.Contains(input.Name))], reader._outputs);
    }

    private int ReadOpset(ProtobufReader opset)
    {
        var (domain, version) = ("", 0L);
        while (opset.MoveNext())
        {
            if (opset.Field == 1)
                domain = opset.Text(MaxNameBytes);
            else if (opset.Field == 2)
                version = opset.Integer();
            else
                opset.Skip();
        }
        if (OnnxGraph.IsStandardDomain(domain))
            _opset = version is > 0 and < 1000 ? (int)version : throw new InvalidDataException("its operator set has no valid version");
        return _opset;
    }

    private int ReadGraph(ProtobufReader graph, bool isMain)
    {
        while (graph.MoveNext())
        {
            switch (graph.Field)
            {
                case 1:
                    graph.Message(ReadNode);
                    break;
                case 5:
                    var name = graph.Message(ReadTensor);
                    if (isMain)
                        _initializers.Add(name);
                    break;
                case 11 when isMain:
                    AddValue(_inputs, graph.Message(ReadValueInfo));
                    break;
                case 12 when isMain:
                    AddValue(_outputs, graph.Message(ReadValueInfo));
                    break;
                case 15:
                    throw new InvalidDataException("it holds a sparse tensor, which a package must not");
                default:
                    graph.Skip();
                    break;
            }
        }
        return 1;
    }

    private int ReadNode(ProtobufReader node)
    {
        if (++_nodes > MaxNodes)
            throw new InvalidDataException("it has too many nodes");

        while (node.MoveNext())
        {
            if (node.Field == 5)
                node.Message(ReadAttribute);
            else if (node.Field != 7)
                node.Skip();
            else if (node.Text(MaxNameBytes) is var domain && !OnnxGraph.IsStandardDomain(domain) && domain != "com.microsoft")
                throw new InvalidDataException("it uses operators that are neither ONNX's own nor com.microsoft's");
        }
        return _nodes;
    }

    private int ReadAttribute(ProtobufReader attribute)
    {
        while (attribute.MoveNext())
        {
            switch (attribute.Field)
            {
                case 5 or 10:
                    attribute.Message(ReadTensor);
                    break;
                case 6 or 11:
                    attribute.Message(graph => ReadGraph(graph, isMain: false));
                    break;
                case 22 or 23:
                    throw new InvalidDataException("it holds a sparse tensor, which a package must not");
                default:
                    attribute.Skip();
                    break;
            }
        }
        return 0;
    }

    private string ReadTensor(ProtobufReader tensor)
    {
        if (++_tensors > MaxTensors)
            throw new InvalidDataException("it has too many tensors");

        var (name, type, data) = ("", 0L, 0L);
        var dimensions = new List<long>();
        while (tensor.MoveNext())
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.Integers(dimensions, MaxDimensions);
                    break;
                case 2:
                    type = tensor.Integer();
                    break;
                case 8:
                    name = tensor.Text(MaxNameBytes);
                    break;
                case 13:
                    throw new InvalidDataException("it keeps weights in another file (external data), which a package must not");
                case 14 when tensor.Integer() != 0:
                    throw new InvalidDataException("it keeps weights in another file (external data), which a package must not");
                case 14:
                    break;
                case 4 or 5 or 6 or 7 or 9 or 10 or 11:
                    data += tensor.Skip();
                    break;
                default:
                    tensor.Skip();
                    break;
            }
        }
        CheckSize(type, dimensions, data);
        return name;
    }

    /// <summary>A tensor must carry the data that its dimensions promise, so that nobody takes memory for what isn't there.</summary>
    private static void CheckSize(long type, List<long> dimensions, long data)
    {
        // Every element takes at least half a byte (int4), whatever the type and however it is written.
        var most = (UInt128)(ulong)data * 2;
        UInt128 count = 1;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0)
                throw new InvalidDataException("a tensor in it has a negative dimension");
            count *= (ulong)dimension;
            if (count > long.MaxValue)
                throw new InvalidDataException("a tensor in it has dimensions beyond its data");
        }
        if (type == StringType)
            throw new InvalidDataException("it holds a tensor of strings, which an encoder has no use for");
        if (count > most)
            throw new InvalidDataException("a tensor in it has dimensions beyond its data");
    }

    private static OnnxValueInfo ReadValueInfo(ProtobufReader value)
    {
        var info = new OnnxValueInfo("", 0, null);
        while (value.MoveNext())
        {
            if (value.Field == 1)
                info = info with { Name = value.Text(MaxNameBytes) };
            else if (value.Field == 2)
                info = value.Message(type => ReadType(type, info));
            else
                value.Skip();
        }
        return info;
    }

    private static OnnxValueInfo ReadType(ProtobufReader type, OnnxValueInfo info)
    {
        while (type.MoveNext())
        {
            if (type.Field == 1)
                info = type.Message(tensor => ReadTensorType(tensor, info));
            else
                type.Skip();
        }
        return info;
    }

    private static OnnxValueInfo ReadTensorType(ProtobufReader tensor, OnnxValueInfo info)
    {
        while (tensor.MoveNext())
        {
            if (tensor.Field == 1)
                info = info with { ElementType = (int)tensor.Integer() };
            else if (tensor.Field == 2)
                info = info with { Dimensions = tensor.Message(ReadShape) };
            else
                tensor.Skip();
        }
        return info;
    }

    private static List<long> ReadShape(ProtobufReader shape)
    {
        var dimensions = new List<long>();
        while (shape.MoveNext())
        {
            if (shape.Field != 1)
                shape.Skip();
            else if (dimensions.Count == MaxDimensions)
                throw new InvalidDataException("a value in it has too many dimensions");
            else
                dimensions.Add(shape.Message(ReadDimension));
        }
        return dimensions;
    }

    private static long ReadDimension(ProtobufReader dimension)
    {
        var size = -1L;
        while (dimension.MoveNext())
        {
            if (dimension.Field == 1)
                size = dimension.Integer();
            else
                dimension.Skip();
        }
        return size;
    }

    private static void AddValue(List<OnnxValueInfo> values, OnnxValueInfo value)
    {
        if (values.Count == MaxValues)
            throw new InvalidDataException("it has too many inputs or outputs");
        values.Add(value);
    }
}

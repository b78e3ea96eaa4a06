using System.Buffers.Binary;
using System.Text;

namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>
/// Reads the pickle of a file of weights: dictionaries, strings, numbers, tuples and tensors. It is a reader of data, not an
/// interpreter: a name outside <see cref="PickleGlobal"/> or an opcode that it doesn't need ends it, so that no file can run anything.
/// Opcodes as in Python's pickletools, protocols 2 to 5.
/// </summary>
internal sealed class RestrictedUnpickler(ReadOnlyMemory<byte> pickle, int start = 0)
{
    private const int MaxItems = 5_000_000;
    private static readonly object Mark = new();
    private static readonly Dictionary<(string Module, string Name), PickleGlobal> Known = new()
    {
        [("collections", "OrderedDict")] = PickleGlobal.OrderedDict,
        [("torch._utils", "_rebuild_tensor")] = PickleGlobal.RebuildTensor,
        [("torch._utils", "_rebuild_tensor_v2")] = PickleGlobal.RebuildTensor,
        [("torch._utils", "_rebuild_parameter")] = PickleGlobal.RebuildParameter,
        [("torch", "FloatStorage")] = PickleGlobal.FloatStorage,
        [("torch", "HalfStorage")] = PickleGlobal.HalfStorage,
        [("torch", "BFloat16Storage")] = PickleGlobal.BFloat16Storage,
        [("torch", "DoubleStorage")] = PickleGlobal.DoubleStorage,
        [("torch", "LongStorage")] = PickleGlobal.LongStorage,
        [("torch", "IntStorage")] = PickleGlobal.IntStorage,
        [("torch", "ShortStorage")] = PickleGlobal.ShortStorage,
        [("torch", "CharStorage")] = PickleGlobal.CharStorage,
        [("torch", "ByteStorage")] = PickleGlobal.ByteStorage,
        [("torch", "BoolStorage")] = PickleGlobal.BoolStorage,
    };

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private readonly Dictionary<string, PickledStorage> _storages = [];
    private int _position = start;

    /// <summary>How far the pickle was read.</summary>
    public int Position => _position;

    /// <summary>The storages that were named, by their keys.</summary>
    public IReadOnlyDictionary<string, PickledStorage> Storages => _storages;

    /// <summary>The dictionary of tensors by name that the file holds.</summary>
    /// <exception cref="CompilerException">The file holds something else, or is damaged.</exception>
    public IReadOnlyDictionary<string, PickledTensor> ReadStateDictionary()
    {
        if (Read() is not Dictionary<object, object?> dictionary)
            throw new CompilerException("pytorch_model.bin holds no dictionary of weights.");
        var tensors = new Dictionary<string, PickledTensor>();
        foreach (var (key, value) in dictionary)
        {
            if (key is not string name || value is not PickledTensor tensor)
                throw new CompilerException("pytorch_model.bin holds something other than tensors by name: save only the model's state_dict.");
            tensors[name] = tensor;
        }
        return tensors;
    }

    /// <summary>The next value; a file may hold several pickles, one behind the other.</summary>
    /// <exception cref="CompilerException">The pickle is damaged, or asks for more than data.</exception>
    public object? Read()
    {
        _stack.Clear();
        _memo.Clear();
        while (true)
        {
            if (_stack.Count > MaxItems || _memo.Count > MaxItems)
                throw Damaged("too many items");
            var opcode = (char)Byte();
            switch (opcode)
            {
                case '.': return Pop();
                case '\x80': Byte(); break;
                case '\x95': Take(8); break;
                case '(': _stack.Add(Mark); break;
                case '0': Pop(); break;
                case 'N': _stack.Add(null); break;
                case '\x88': _stack.Add(true); break;
                case '\x89': _stack.Add(false); break;
                case 'K': _stack.Add((long)Byte()); break;
                case 'M': _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
                case 'J': _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
                case '\x8a': _stack.Add(LongInteger()); break;
                case 'G': _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
                case '\x8c': _stack.Add(Text(Byte())); break;
                case 'X': _stack.Add(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
                case 'q': _memo[Byte()] = Peek(); break;
                case 'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek(); break;
                case '\x94': _memo[_memo.Count] = Peek(); break;
                case 'h': _stack.Add(Recall(Byte())); break;
                case 'j': _stack.Add(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
                case '}': _stack.Add(new Dictionary<object, object?>()); break;
                case ']': _stack.Add(new List<object?>()); break;
                case ')': _stack.Add(Array.Empty<object?>()); break;
                case 't': _stack.Add(PopToMark()); break;
                case '\x85': _stack.Add(PopLast(1)); break;
                case '\x86': _stack.Add(PopLast(2)); break;
                case '\x87': _stack.Add(PopLast(3)); break;
                case 'a': AppendItems([Pop()]); break;
                case 'e': AppendItems(PopToMark()); break;
                case 's': SetItems(PopLast(2)); break;
                case 'u': SetItems(PopToMark()); break;
                case 'c': _stack.Add(Global(Line(), Line())); break;
                case '\x93': var name = Pop(); _stack.Add(Global(Pop() as string ?? "", name as string ?? "")); break;
                case 'Q': _stack.Add(Storage(Pop())); break;
                case 'R': var arguments = Pop(); _stack.Add(Rebuild(Pop(), arguments)); break;
                case 'b': SkipState(); break;
                default: throw Damaged($"the opcode 0x{(int)opcode:x2} is not one that weights need");
            }
        }
    }

    private static PickleGlobal Global(string module, string name) =>
        Known.TryGetValue((module, name), out var known)
            ? known
            : throw new CompilerException($"pytorch_model.bin asks for {Printable.Name($"{module}.{name}")}: files that need code are refused. Save the weights as model.safetensors.");

    private PickledStorage Storage(object? persistent)
    {
        if (persistent is not object?[] { Length: >= 5 } parts || parts is not ["storage", PickleGlobal kind, string key, string, long elements, ..])
            throw Damaged("a storage is described in an unknown way");
        if (parts.Length > 5 && parts[5] is not null)
            throw Damaged("a storage is a view of another");
        var type = kind switch
        {
            PickleGlobal.FloatStorage => WeightType.Float32,
            PickleGlobal.HalfStorage => WeightType.Float16,
            PickleGlobal.BFloat16Storage => WeightType.BFloat16,
            PickleGlobal.DoubleStorage => WeightType.Float64,
            PickleGlobal.LongStorage => WeightType.Integer64,
            PickleGlobal.IntStorage => WeightType.Integer32,
            PickleGlobal.ShortStorage => WeightType.Integer16,
            PickleGlobal.CharStorage or PickleGlobal.ByteStorage or PickleGlobal.BoolStorage => WeightType.Integer8,
            _ => throw Damaged("a storage has no type"),
        };
        var storage = new PickledStorage(type, key, elements);
        return _storages.TryAdd(key, storage) || _storages[key] == storage ? storage : throw Damaged("a storage is described in two ways");
    }

    private static object? Rebuild(object? function, object? arguments)
    {
        return (function, arguments as object?[]) switch
        {
            (PickleGlobal.OrderedDict, { Length: 0 }) => new Dictionary<object, object?>(),
            (PickleGlobal.RebuildParameter, [PickledTensor tensor, ..]) => tensor,
            (PickleGlobal.RebuildTensor, [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..]) =>
                new PickledTensor(storage, offset, Integers(shape), Integers(strides)),
            _ => throw Damaged("a tensor is described in an unknown way"),
        };
    }

    private static long[] Integers(object?[] values) =>
        [.. values.Select(value => value is long number ? number : throw Damaged("a shape holds something other than numbers"))];

    /// <summary>The attributes of a dictionary (PyTorch keeps version numbers there) say nothing about weights.</summary>
    private void SkipState()
    {
        Pop();
        if (Peek() is not Dictionary<object, object?>)
            throw Damaged("it sets the state of something other than a dictionary");
    }

    private void AppendItems(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw Damaged("items are appended to no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Peek() is not Dictionary<object, object?> dictionary || items.Length % 2 != 0)
            throw Damaged("items are set in no dictionary");
        for (var i = 0; i < items.Length; i += 2)
            dictionary[items[i] is string or long ? items[i]! : throw Damaged("a key is neither text nor number")] = items[i + 1];
    }

    private object?[] PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
            throw Damaged("a mark is missing");
        var items = _stack[(mark + 1)..].ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private object?[] PopLast(int count)
    {
        if (_stack.Count < count)
            throw Damaged("the stack is empty");
        var items = _stack[^count..].ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private object? Pop() => PopLast(1)[0];

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Damaged("the stack is empty");

    private object? Recall(long key) => _memo.TryGetValue(key, out var value) ? value : throw Damaged("it recalls what it never stored");

    private long LongInteger()
    {
        var bytes = Take(Byte());
        if (bytes.Length > 8)
            throw Damaged("a number is too large");
        var value = 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = i == bytes.Length - 1 ? (sbyte)bytes[i] : value << 8 | bytes[i];
        return value;
    }

    private string Text(long length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        var length = pickle.Span[_position..].IndexOf((byte)'\n');
        if (length < 0)
            throw Damaged("it is cut off");
        var line = Text(length);
        _position++;
        return line;
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > pickle.Length - _position)
            throw Damaged("it is cut off");
        var span = pickle.Span.Slice(_position, (int)count);
        _position += (int)count;
        return span;
    }

    private static CompilerException Damaged(string reason) => new($"pytorch_model.bin cannot be read: {reason}.");
}

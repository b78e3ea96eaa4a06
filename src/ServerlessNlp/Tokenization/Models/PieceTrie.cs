using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessNlp.Tokenization.Models;

/// <summary>
/// A trie over the UTF-8 bytes of pieces, as a double array (Aoe 1989): the child of a node for a byte is at
/// <c>base ^ byte</c>, if that place names the node as its parent.
/// </summary>
internal sealed class PieceTrie
{
    public const int None = 0, Root = 1;

    private readonly Unit[] _units;
    private readonly int[] _ids;

    internal PieceTrie(Unit[] units, int[] ids)
    {
        _units = units;
        _ids = ids;
    }

    /// <summary>The child of a node, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Step(int node, byte label)
    {
        // No bounds are checked: bases lie inside, and the array is whole blocks of all labels.
        ref var units = ref MemoryMarshal.GetArrayDataReference(_units);
        var child = (Unsafe.Add(ref units, node).Base & ~Unit.EndsPiece) ^ label;
        return Unsafe.Add(ref units, child).Parent == node ? child : None;
    }

    /// <summary>The id of the piece that ends at a node, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IdAt(int node) =>
        (Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_units), node).Base & Unit.EndsPiece) != 0 ? _ids[node] : -1;

    /// <summary>The node that a text leads to from the root, or <see cref="None"/>.</summary>
    public int Walk(ReadOnlySpan<byte> text)
    {
        var node = Root;
        foreach (var label in text)
        {
            node = Step(node, label);
            if (node == None)
                return None;
        }
        return node;
    }

    /// <summary>The id of a piece, or -1.</summary>
    public int Find(ReadOnlySpan<byte> piece)
    {
        var node = Walk(piece);
        return node == None ? -1 : IdAt(node);
    }

    /// <summary>The end and the id of the longest piece that begins at a place, or an id of -1.</summary>
    public int LongestMatch(int node, ReadOnlySpan<byte> text, int at, out int end)
    {
        var id = -1;
        end = at;
        while (at < text.Length)
        {
            node = Step(node, text[at++]);
            if (node == None)
                break;
            if (IdAt(node) < 0)
                continue;
            id = IdAt(node);
            end = at;
        }
        return id;
    }

    /// <summary>Where the children are, and whose child this is (<see cref="None"/>: a free place).</summary>
    internal struct Unit
    {
        /// <summary>Set in a base where a piece ends, so that its id is only looked up then.</summary>
        public const int EndsPiece = int.MinValue;

        public int Base, Parent;
    }
}

using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>The parts of a document that is a ZIP archive (ECMA-376, part 2; ODF, part 2; EPUB OCF), read as streams; nothing is written to disk.</summary>
internal sealed class Package : IDisposable
{
    // Far more than documents of any allowed length have; what has more is made to hurt.
    private const int MaxEntries = 4096;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = UnpackingBudget.MaxPartBytes,
    };

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly UnpackingBudget _budget;
    private ContentTypes? _contentTypes;

    /// <exception cref="InvalidDataException">It is no archive, or a damaged one.</exception>
    public Package(ReadOnlyMemory<byte> bytes, UnpackingBudget budget)
    {
        RefuseManyEntries(bytes.Span);
        _budget = budget;
        _archive = new ZipArchive(Stream(bytes), ZipArchiveMode.Read);
        foreach (var entry in _archive.Entries)
            _parts.TryAdd(PartName.Of(entry.FullName), entry);
    }

    /// <summary>How much may still be unpacked of the document, also by documents within it.</summary>
    public UnpackingBudget Budget => _budget;

    public IEnumerable<string> Parts => _parts.Keys;

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>How many bytes a part has when unpacked, as the archive says.</summary>
    public long LengthOf(string part) => _parts[part].Length;

    public XmlReader OpenXml(string part) => XmlReader.Create(Open(part), Settings);

    public byte[] ReadBytes(string part)
    {
        using var stream = Open(part);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What a part names others by; nothing where that is missing.</summary>
    public IReadOnlyList<Relationship> RelationshipsOf(string part)
    {
        var found = new List<Relationship>();
        if (!Has(PartName.Relationships(part)))
            return found;
        using var reader = OpenXml(PartName.Relationships(part));
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship" || reader.GetAttribute("Target") is not { } target)
                continue;
            var isExternal = reader.GetAttribute("TargetMode") == "External";
            var kind = reader.GetAttribute("Type") ?? "";
            found.Add(new(reader.GetAttribute("Id") ?? "", kind[(kind.LastIndexOf('/') + 1)..], isExternal ? target : PartName.Resolve(part, target), isExternal));
        }
        return found;
    }

    public string? ContentTypeOf(string part) => (_contentTypes ??= ContentTypes.Read(this)).Of(part);

    public void Dispose() => _archive.Dispose();

    // Its length is what the archive says; unpacking gives no more than that, and a part that is longer is damaged.
    private Stream Open(string part)
    {
        if (!_parts.TryGetValue(part, out var entry))
            throw new InvalidDataException("The package lacks a part that it names.");
        if (entry.IsEncrypted)
            throw UnsupportedFormats.EncryptedOffice.Refusal;
        _budget.Spend(entry.Length);
        return entry.Open();
    }

    // Counted before the archive's directory is read, which makes an object of each.
    private static void RefuseManyEntries(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Count("PK\u0001\u0002"u8) > MaxEntries)
            throw new NlpException(ErrorCode.UnsupportedFormat, $"The document is an archive of more than {MaxEntries} files, which is not read. Submit what is in it file by file.");
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
}

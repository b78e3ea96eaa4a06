using System.IO.Compression;
using System.Text;

namespace ServerlessNlp.Documents.Tests.Formats;

/// <summary>Makes Word documents of XML as programs write it.</summary>
internal static class WordFile
{
    public const string Transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    private static readonly string Prefixes = string.Concat(new[]
    {
        ("r", Office), ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"), ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"), ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"), ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"), ("dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram"),
        ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"), ("z", "http://example.org/other"),
    }.Select(prefix => $" xmlns:{prefix.Item1}='{prefix.Item2}'"));

    /// <summary>The main part with a body.</summary>
    public static string Document(string body, string space = Transitional) => Part("document", $"<w:body>{body}</w:body>", space);

    public static string Part(string root, string content, string space = Transitional) => $"<w:{root} xmlns:w='{space}'{Prefixes}>{content}</w:{root}>";

    /// <summary>A paragraph of one run.</summary>
    public static string P(string text) => $"<w:p>{R(text)}</w:p>";

    public static string R(string text) => $"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>";

    /// <summary>A part with relationships: name, type's end, target.</summary>
    public static string Relationships(params (string Id, string Kind, string Target)[] relationships) =>
        $"<Relationships xmlns='{Package}relationships'>{string.Concat(relationships.Select(one => $"<Relationship Id='{one.Id}' Type='{Office}/{one.Kind}' Target='{one.Target}'/>"))}</Relationships>";

    public static string ContentTypes(params (string Extension, string Type)[] types) =>
        $"<Types xmlns='{Package}content-types'>{string.Concat(types.Select(one => $"<Default Extension='{one.Extension}' ContentType='{one.Type}'/>"))}</Types>";

    public static byte[] Of(string body, params (string Name, string Content)[] parts) => Archive([("word/document.xml", Document(body)), .. parts]);

    public static byte[] Archive(params (string Name, string Content)[] parts) => Archive(parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Content))));

    public static byte[] Archive(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return file.ToArray();
    }
}

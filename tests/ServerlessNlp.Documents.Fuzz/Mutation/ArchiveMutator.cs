using System.IO.Compression;

namespace ServerlessNlp.Documents.Fuzz.Mutation;

/// <summary>Changes what is in an archive: changing its bytes would mostly break its checksums, and nothing would be read.</summary>
internal static class ArchiveMutator
{
    public static bool IsArchive(byte[] bytes) => bytes.AsSpan().StartsWith("PK\u0003\u0004"u8);

    public static byte[] Mutate(byte[] seed, byte[] other, IReadOnlyList<string> words, Random random)
    {
        if (random.Next(5) == 0)
            return Mutator.Mutate(seed, other, words, random);
        var entries = Read(seed);
        for (var count = random.Next(1, 4); count > 0 && entries.Count > 0; count--)
        {
            var i = random.Next(entries.Count);
            var (name, content) = entries[i];
            entries[i] = random.Next(20) switch
            {
                0 => (entries[random.Next(entries.Count)].Name, content),
                1 => (name, entries[random.Next(entries.Count)].Content),
                _ => (name, Mutator.Mutate(content, entries[random.Next(entries.Count)].Content, words, random)),
            };
            if (random.Next(30) == 0)
                entries.RemoveAt(i);
        }
        return Written(entries);
    }

    private static List<(string Name, byte[] Content)> Read(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return [.. archive.Entries.Where(entry => entry.Length < 1 << 20).Select(entry => (entry.FullName, Content(entry)))];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Written(List<(string Name, byte[] Content)> entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }
        return file.ToArray();
    }
}

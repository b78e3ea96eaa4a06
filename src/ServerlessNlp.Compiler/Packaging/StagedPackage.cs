using System.Security.Cryptography;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>
/// A package in the making, in a folder beside its destination. It becomes the package by a rename, so that whoever looks sees the
/// whole of it or nothing; disposing removes what did not become one.
/// </summary>
internal sealed class StagedPackage : IDisposable
{
    private readonly List<PackageFile> _files = [];

    public StagedPackage(string output)
    {
        Destination = Path.GetFullPath(output);
        Folder = Path.Combine(Path.GetDirectoryName(Destination)!, $".{Path.GetFileName(Destination)}.{Guid.NewGuid():n}");
        Directory.CreateDirectory(Folder);
    }

    public string Destination { get; }

    public string Folder { get; }

    public void Add(string name, Action<Stream> write)
    {
        var path = Path.Combine(Folder, name);
        using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            write(stream);
        using var written = File.OpenRead(path);
        _files.Add(new PackageFile(name, written.Length, Convert.ToHexStringLower(SHA256.HashData(written))));
    }

    /// <summary>Writes the manifest, with the files that are there, in place of an earlier one; gives the package.</summary>
    public ModelPackage Describe(ModelManifest manifest)
    {
        File.WriteAllBytes(Path.Combine(Folder, ModelManifest.FileName), (manifest with { Files = [.. _files] }).ToJson());
        return ModelPackage.Open(Folder);
    }

    /// <summary>Writes the model card, unless the package that is replaced has one: it may have been edited.</summary>
    public void AddCard(string text)
    {
        var earlier = Path.Combine(Destination, ModelCard.FileName);
        File.WriteAllText(Path.Combine(Folder, ModelCard.FileName), File.Exists(earlier) ? File.ReadAllText(earlier) : text);
    }

    /// <exception cref="CompilerException">The destination holds something that is no package.</exception>
    public void Commit()
    {
        if (Directory.Exists(Destination))
        {
            RefuseForeign(Destination);
            Directory.Delete(Destination, recursive: true);
        }
        Directory.Move(Folder, Destination);
    }

    /// <exception cref="CompilerException">The destination holds something that is no package.</exception>
    public static void RefuseForeign(string destination)
    {
        // A card may be written before its package is made.
        var foreign = Directory.Exists(destination) && !File.Exists(Path.Combine(destination, ModelManifest.FileName))
            && Directory.EnumerateFileSystemEntries(destination).Any(entry => Path.GetFileName(entry) != ModelCard.FileName);
        if (foreign || File.Exists(destination))
            throw new CompilerException("The output folder holds something that is not a model package: name a new folder, or empty this one.");
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}

using System.Security.Cryptography;

namespace ServerlessNlp.Models;

/// <summary>
/// A folder with a model: manifest.json, model.onnx, tokenizer.json and perhaps README.md.
/// Thread-safe; reads nothing outside its folder and follows no links.
/// </summary>
public sealed class ModelPackage
{
    private const string CardFileName = "README.md";

    private readonly string _directory;
    private volatile bool _isVerified;

    private ModelPackage(string directory, ModelManifest manifest)
    {
        _directory = directory;
        Manifest = manifest;
    }

    /// <summary>What the package says about itself, checked.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Opens the package in a folder: reads and checks its manifest, not yet its files.</summary>
    /// <exception cref="ModelPackageException">There is no manifest, or it is not valid.</exception>
    public static ModelPackage Open(string directory)
    {
        var manifest = new FileInfo(Path.Combine(directory, ModelManifest.FileName));
        if (!manifest.Exists)
            throw new ModelPackageException($"The folder has no {ModelManifest.FileName}. Name the folder of a model package.");
        if (manifest.LinkTarget is not null)
            throw new ModelPackageException($"{ModelManifest.FileName} is a link. Put the file itself in the package.");
        if (manifest.Length > ModelManifest.MaxBytes)
            throw new ModelPackageException($"{ModelManifest.FileName} is larger than {ModelManifest.MaxBytes} bytes. Publish the package again.");

        return new ModelPackage(Path.GetFullPath(directory), ModelManifest.Parse(File.ReadAllBytes(manifest.FullName)));
    }

    /// <summary>The full path of a listed file.</summary>
    /// <exception cref="ArgumentException">The manifest does not list it.</exception>
    public string PathOf(string fileName)
    {
        if (!Manifest.Files.Any(file => file.Path == fileName))
            throw new ArgumentException("The manifest does not list this file.", nameof(fileName));
        return Path.Combine(_directory, fileName);
    }

    /// <summary>The same package once its folder has been renamed: what was verified need not be verified again.</summary>
    public ModelPackage At(string directory) => new(Path.GetFullPath(directory), Manifest) { _isVerified = _isVerified };

    /// <summary>Checks as <see cref="VerifyFiles"/> does, unless this object has been checked: at a cold start a package is hashed once.</summary>
    /// <exception cref="ModelPackageException">Something is missing, additional, a link, or differs.</exception>
    public void EnsureVerified(CancellationToken cancellationToken = default)
    {
        if (_isVerified)
            return;
        Telemetry.LoadStage("verify", Manifest.Name, () => VerifyFiles(cancellationToken));
        _isVerified = true;
    }

    /// <summary>Checks that the folder holds the listed files and no others, each of the listed size and digest.</summary>
    /// <exception cref="ModelPackageException">Something is missing, additional, a link, or differs.</exception>
    public void VerifyFiles(CancellationToken cancellationToken = default)
    {
        RefuseWhatIsNotListed();
        foreach (var file in Manifest.Files)
            Verify(file, cancellationToken);
    }

    private void RefuseWhatIsNotListed()
    {
        foreach (var entry in new DirectoryInfo(_directory).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null)
                throw new ModelPackageException("The package holds a link. Put the files themselves in the package.");

            var known = entry.Name is ModelManifest.FileName or CardFileName || Manifest.Files.Any(file => file.Path == entry.Name);
            if (!known || entry is DirectoryInfo)
                throw new ModelPackageException($"The package holds something that its manifest does not list ({entry.Name}). Remove it or publish the package again.");
        }
    }

    private void Verify(PackageFile file, CancellationToken cancellationToken)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(PathOf(file.Path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (FileNotFoundException exception)
        {
            throw new ModelPackageException($"The package lacks {file.Path}. Download or publish it again.", exception);
        }

        using (stream)
        {
            if (stream.Length != file.Size)
                throw new ModelPackageException($"{file.Path} has {stream.Length} bytes where the manifest says {file.Size}. Download or publish the package again.");
            if (Digest(stream, cancellationToken) != file.Sha256)
                throw new ModelPackageException($"{file.Path} does not have the sha256 of the manifest: it was damaged or tampered with. Download or publish the package again.");
        }
    }

    private static string Digest(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>
/// A model package was refused: damaged, incomplete, or not what its manifest says.
/// The message names what is wrong and what to do; it holds no path of this machine and no document text.
/// </summary>
public sealed class ModelPackageException : NlpException
{
    /// <summary>Creates the exception with a message that is fit for a caller and a log.</summary>
    public ModelPackageException(string message)
        : base(ErrorCode.ModelUnavailable, message)
    {
    }

    /// <summary>Creates the exception with a message that is fit for a caller and a log, and its cause for the debugger.</summary>
    public ModelPackageException(string message, Exception innerException)
        : base(ErrorCode.ModelUnavailable, message, innerException: innerException)
    {
    }
}

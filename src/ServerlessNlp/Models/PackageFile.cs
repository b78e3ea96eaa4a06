namespace ServerlessNlp.Models;

/// <summary>A file of a package, as the manifest lists it.</summary>
/// <param name="Path">The file's name inside the package: no folders.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in 64 lower-case hexadecimal digits.</param>
public sealed record PackageFile(string Path, long Size, string Sha256);

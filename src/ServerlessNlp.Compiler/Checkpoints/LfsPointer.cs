namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>
/// What Git leaves of a large file that was never downloaded (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md): a few lines of
/// text under the file's name.
/// </summary>
internal static class LfsPointer
{
    private const int MaxBytes = 1024;

    private static ReadOnlySpan<byte> Start => "version https://git-lfs.github.com/spec/"u8;

    /// <exception cref="CompilerException">The file is such a pointer.</exception>
    public static void Refuse(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxBytes)
            return;
        if (File.ReadAllBytes(path).AsSpan().StartsWith(Start))
            throw new CompilerException($"{Printable.Name(file.Name)} is a Git LFS pointer, not the file itself: run `git lfs pull` in the folder, or download the file.");
    }
}

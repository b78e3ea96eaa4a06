using System.Runtime.InteropServices;

namespace ServerlessNlp.Inference;

/// <summary>The heap of native code.</summary>
internal static class NativeHeap
{
    private static readonly MallocTrim? Function = Find();

    private delegate int MallocTrim(nint keep);

    /// <summary>
    /// Gives freed memory back to the system. Loading a model reads and packs its weights in turn, and glibc keeps what was freed
    /// in between: up to half of the model's size. Does nothing where the C library is another.
    /// </summary>
    public static void Trim() => Function?.Invoke(0);

    // https://man7.org/linux/man-pages/man3/malloc_trim.3.html; this is glibc's name, which no other C library has.
    private static MallocTrim? Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var address)
            ? Marshal.GetDelegateForFunctionPointer<MallocTrim>(address)
            : null;
}

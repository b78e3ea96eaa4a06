using System.Diagnostics;
using System.Globalization;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// The processor time of a thread, read by another: where many share a processor, nobody is to blame for the time of others.
/// Linux tells it (proc(5), schedstat: nanoseconds on a processor); elsewhere it is the time that has passed.
/// </summary>
internal sealed class ThreadClock : IDisposable
{
    private const string Self = "/proc/thread-self";

    private readonly Stopwatch _passed = new();
    private volatile FileStream? _file;

    /// <summary>Starts it; called on the thread.</summary>
    public void Start()
    {
        if (OperatingSystem.IsLinux() && new FileInfo(Self).LinkTarget is { } thread && Path.Combine("/proc", thread, "schedstat") is var file && File.Exists(file))
            _file = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        _passed.Start();
    }

    /// <summary>The time it took so far.</summary>
    public TimeSpan Elapsed => OnProcessor() ?? _passed.Elapsed;

    public void Dispose() => _file?.Dispose();

    private TimeSpan? OnProcessor()
    {
        Span<byte> text = stackalloc byte[64];
        try
        {
            if (_file is not { } file)
                return null;
            file.Position = 0;
            var count = file.Read(text);
            var end = text[..count].IndexOf((byte)' ');
            return end > 0 && long.TryParse(text[..end], CultureInfo.InvariantCulture, out var nanoseconds) ? TimeSpan.FromMicroseconds(nanoseconds / 1000) : null;
        }
        catch (IOException)
        {
            // The thread has just ended.
            return null;
        }
    }
}

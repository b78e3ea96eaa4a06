using System.Diagnostics;
using System.Text;

namespace ServerlessNlp.Documents.Fuzz;

/// <summary>Reads an input and says what is wrong with how that went.</summary>
internal static class Examiner
{
    public const int MaxCharacters = 125_000;
    public const double MaxSeconds = 2;
    public const long MaxGrowth = 300 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly Process Self = Process.GetCurrentProcess();

    public static Finding Examine(byte[] input, string extension)
    {
        var (before, allocated) = (ProcessorTime(), GC.GetTotalAllocatedBytes());
        var (outcome, failure) = Read(input, extension);
        var (seconds, growth) = ((ProcessorTime() - before).TotalSeconds, GC.GetTotalAllocatedBytes() - allocated);
        // What was allocated in all bounds what there was at once; where that is too much, it is measured.
        if (growth > MaxGrowth)
            growth = Growth(input, extension);
        return new Finding(outcome, failure ?? (seconds > MaxSeconds ? $"took {seconds:0.0} s" : growth > MaxGrowth ? $"grew by {growth >> 20} MB" : null), seconds, growth);
    }

    private static (string Outcome, string? Failure) Read(byte[] input, string extension)
    {
        try
        {
            var text = DocumentExtractor.Extract(new DocumentContent(input, "a" + extension), MaxCharacters, CancellationToken.None).Text;
            if (text.Length > MaxCharacters)
                return ("read", "gave more than is allowed");
            Strict.GetByteCount(text);
            return ("read", null);
        }
        catch (NlpException refused)
        {
            return (refused.Code.ToString(), null);
        }
        catch (Exception exception)
        {
            return ("crash", $"{exception.GetType().Name}: {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
    }

    private static long Growth(byte[] input, string extension)
    {
        GC.Collect();
        var before = WorkingSet();
        var (peak, isOver) = (before, false);
        var sampler = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                peak = Math.Max(peak, WorkingSet());
                Thread.Sleep(2);
            }
        });
        sampler.Start();
        Read(input, extension);
        Volatile.Write(ref isOver, true);
        sampler.Join();
        return peak - before;
    }

    private static TimeSpan ProcessorTime()
    {
        Self.Refresh();
        return Self.TotalProcessorTime;
    }

    private static long WorkingSet() => Environment.WorkingSet;
}

using System.Runtime.InteropServices;

namespace ServerlessNlp.Bench.Models;

/// <summary>
/// The processor time that this process has used. On a machine that others use too it says more than the wall clock: what others take
/// is not counted.
/// </summary>
internal static partial class ProcessClock
{
    private const int ProcessCpuTime = 2;

    public static TimeSpan Now =>
        OperatingSystem.IsLinux() && GetTime(ProcessCpuTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds + time.Nanoseconds * 1e-9)
            : System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timestamp time);

    private struct Timestamp
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

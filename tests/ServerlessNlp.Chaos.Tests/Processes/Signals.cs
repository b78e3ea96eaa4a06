using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ServerlessNlp.Chaos.Tests.Processes;

/// <summary>POSIX signals, by their numbers on Linux.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal; a process that has ended gets none.</summary>
    public static void Send(Process process, int signal)
    {
        if (!process.HasExited)
            _ = Send(process.Id, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}

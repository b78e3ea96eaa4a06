using System.Runtime.ExceptionServices;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Runs a library that can't be cancelled, and that a document may keep busy for hours or make fill the memory: on a thread of its
/// own, with limits of processor time and memory. At a limit its token is cancelled, which the library comes by at most things that it
/// does; where it doesn't, the document is refused and the thread left to itself, below all others. It isn't aborted: that was seen to
/// end the process. One runs at a time, or nothing could tell whose memory it is.
/// </summary>
internal static class GuardedWork
{
    private const long MaxGrowth = 150 << 20;

    // Deep enough for what the library bounds itself; what it doesn't is bounded by PdfSession, which needs room for that.
    private const int StackBytes = 4 << 20;

    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(10);

    // Between being told to end and being left to itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.4);

    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Runs it.</summary>
    /// <param name="work">What to run; its token is cancelled at a limit.</param>
    /// <param name="limit">The processor time that it may have taken by now; it may grow with what the work brings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NlpException">It takes too much time or memory.</exception>
    public static void Run(Action<CancellationToken> work, Func<TimeSpan> limit, CancellationToken cancellationToken)
    {
        One.Wait(cancellationToken);
        try
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var clock = new ThreadClock();
            ExceptionDispatchInfo? thrown = null;
            var thread = new Thread(() => thrown = Execute(work, clock, cancel.Token), StackBytes) { IsBackground = true, Name = "guarded work" };
            thread.Start();
            var tooMuch = Watch(thread, clock, limit, cancel);
            cancellationToken.ThrowIfCancellationRequested();
            if (tooMuch is not null)
                throw PdfRefusals.TooCostly(tooMuch);
            thrown?.Throw();
        }
        finally
        {
            One.Release();
        }
    }

    private static ExceptionDispatchInfo? Execute(Action<CancellationToken> work, ThreadClock clock, CancellationToken cancel)
    {
        try
        {
            clock.Start();
            work(cancel);
            return null;
        }
        catch (Exception exception)
        {
            // Thrown again by whoever waits.
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private static string? Watch(Thread thread, ThreadClock clock, Func<TimeSpan> limit, CancellationTokenSource cancel)
    {
        var before = GC.GetTotalMemory(forceFullCollection: false);
        string? tooMuch = null;
        while (!cancel.IsCancellationRequested && !thread.Join(Sampling))
        {
            tooMuch = clock.Elapsed > limit() ? "time" : Grew(before, MaxGrowth) ? "memory" : null;
            if (tooMuch is not null)
                cancel.Cancel();
        }
        for (var told = clock.Elapsed; !thread.Join(Sampling);)
        {
            if (clock.Elapsed - told < Grace)
                continue;
            thread.Priority = ThreadPriority.Lowest;
            break;
        }
        return tooMuch;
    }

    // Much of it may be garbage: collected before it is held against the document.
    private static bool Grew(long before, long most)
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - before < most)
            return false;
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false) - before > most;
    }
}

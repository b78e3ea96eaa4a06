using System.Runtime;
using System.Runtime.ExceptionServices;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Runs a library that can't be cancelled, and that a document may keep busy for hours or make fill the memory: on a thread of its
/// own, with limits of processor time and memory. At a limit its token is cancelled, which the library comes by at most things that it
/// does; where it doesn't, it is aborted. The runtime says of abortion that it is not safe in general, and it isn't where exceptions
/// are on their way; so it is kept for loops that do nothing else.
/// One runs at a time, or nothing could tell whose memory it is.
/// </summary>
internal static class GuardedWork
{
    private const long MaxGrowth = 150 << 20;
    private const long MaxGrowthAtEnd = 200 << 20;

    // Deep enough for what the library bounds itself; what it doesn't is bounded by PdfSession, which needs room for that.
    private const int StackBytes = 4 << 20;

    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(10);

    // Between being told to end and being ended.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.4);

    // What can't be aborted, such as a great copy, ends by itself; it is waited for no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Runs it.</summary>
    /// <param name="work">What to run; its token is cancelled at a limit.</param>
    /// <param name="limit">The processor time that it may have taken by now; it may grow with what the work brings.</param>
    /// <param name="allocated">What it has allocated by now, or null where that isn't known: memory that others take is not held against it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NlpException">It takes too much time or memory.</exception>
    public static void Run(Action<CancellationToken> work, Func<TimeSpan> limit, Func<long?> allocated, CancellationToken cancellationToken)
    {
        One.Wait(cancellationToken);
        try
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var abort = new CancellationTokenSource();
            using var clock = new ThreadClock();
            ExceptionDispatchInfo? thrown = null;
            var thread = new Thread(() => thrown = Execute(work, clock, cancel.Token, abort.Token), StackBytes) { IsBackground = true, Name = "guarded work" };
            thread.Start();
            var tooMuch = Watch(thread, clock, limit, allocated, cancel, abort);
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

    private static ExceptionDispatchInfo? Execute(Action<CancellationToken> work, ThreadClock clock, CancellationToken cancel, CancellationToken abort)
    {
        try
        {
            clock.Start();
#pragma warning disable SYSLIB0046 // It is what the note above is about.
            ControlledExecution.Run(() => work(cancel), abort);
#pragma warning restore SYSLIB0046
            return null;
        }
        catch (Exception exception)
        {
            // Thrown again by whoever waits.
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private static string? Watch(Thread thread, ThreadClock clock, Func<TimeSpan> limit, Func<long?> allocated, CancellationTokenSource cancel, CancellationTokenSource abort)
    {
        var before = GC.GetTotalMemory(forceFullCollection: false);
        string? tooMuch = null;
        var cancelled = TimeSpan.Zero;
        for (var patience = Patience; !thread.Join(Sampling) && patience > TimeSpan.Zero; patience -= abort.IsCancellationRequested ? Sampling : TimeSpan.Zero)
        {
            if (abort.IsCancellationRequested)
                continue;
            if (cancel.IsCancellationRequested)
            {
                cancelled = cancelled == TimeSpan.Zero ? clock.Elapsed : cancelled;
                if (clock.Elapsed - cancelled > Grace || Grew(before, MaxGrowthAtEnd))
                    abort.Cancel();
                continue;
            }
            tooMuch = clock.Elapsed > limit() ? "time" : (allocated() ?? long.MaxValue) > MaxGrowth && Grew(before, MaxGrowth) ? "memory" : null;
            if (tooMuch is not null)
                cancel.Cancel();
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

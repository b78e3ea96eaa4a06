namespace ServerlessNlp.Service.Queue;

/// <summary>When a message is tried again: after ten seconds, twice as long each time up to twenty minutes, for more than four hours in all.</summary>
internal static class RetrySchedule
{
    // Nobody foresaw it, so nobody knows whether it passes.
    private const int MaxUnforeseen = 5;
    private const int MaxAttempts = 20;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    // Shorter than the half hour after which an alert calls a queue stalled that nothing leaves.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>The delay after an attempt that failed, or null where there is no other.</summary>
    /// <param name="code">Why it failed.</param>
    /// <param name="attempts">How many have failed, this one included.</param>
    public static TimeSpan? DelayAfter(ErrorCode code, int attempts) =>
        attempts < MaxAttemptsOf(code) ? TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(attempts - 1, 20))) : null;

    // What may be right at another time; everything else that is refused never is.
    private static int MaxAttemptsOf(ErrorCode code) => code switch
    {
        ErrorCode.ModelLoading or ErrorCode.ModelUnavailable or ErrorCode.StorageUnavailable or ErrorCode.Overloaded => MaxAttempts,
        ErrorCode.InternalError => MaxUnforeseen,
        _ => 1,
    };
}

using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Tests.Queue;

public sealed class WorkGateTests
{
    [Fact]
    public async Task Who_enters_alone_waits_for_those_inside_and_keeps_others_out()
    {
        using var gate = new WorkGate();
        var (first, second) = (await gate.EnterAsync(default), await gate.EnterAsync(default));
        var alone = gate.EnterAloneAsync(default);
        var later = gate.EnterAsync(default);
        first.Dispose();
        Assert.False(alone.IsCompleted);
        second.Dispose();

        var stay = await alone;
        Assert.False(later.IsCompleted);
        stay.Dispose();

        (await later).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_nobody_up()
    {
        using var gate = new WorkGate();
        using var inside = await gate.EnterAsync(default);
        using var tired = new CancellationTokenSource();
        var alone = gate.EnterAloneAsync(tired.Token);
        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);

        (await gate.EnterAsync(default)).Dispose();
    }

    [Fact]
    public async Task However_many_come_at_once_nobody_is_beside_one_who_is_alone()
    {
        using var gate = new WorkGate();
        var (inside, alone, worst) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(async () =>
        {
            using var stay = number % 7 == 0 ? await gate.EnterAloneAsync(default) : await gate.EnterAsync(default);
            var isAlone = number % 7 == 0;
            var others = Interlocked.Increment(ref inside);
            if (isAlone)
                Interlocked.Increment(ref alone);
            if (others > 1 && Volatile.Read(ref alone) > 0)
                Interlocked.Increment(ref worst);
            await Task.Yield();
            if (isAlone)
                Interlocked.Decrement(ref alone);
            Interlocked.Decrement(ref inside);
        })));

        Assert.Equal(0, worst);
    }
}

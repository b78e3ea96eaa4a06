using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Tests.Queue;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(ErrorCode.StorageUnavailable)]
    [InlineData(ErrorCode.ModelUnavailable)]
    [InlineData(ErrorCode.ModelLoading)]
    [InlineData(ErrorCode.Overloaded)]
    public void What_may_pass_is_tried_for_hours_with_growing_delays(ErrorCode code)
    {
        var delays = Delays(code);

        Assert.Equal(TimeSpan.FromSeconds(10), delays[0]);
        Assert.All(delays.Zip(delays.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.True(delays.Max() <= TimeSpan.FromMinutes(20));
        Assert.InRange(delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay), TimeSpan.FromHours(3), TimeSpan.FromHours(12));
    }

    [Fact]
    public void What_nobody_foresaw_is_tried_five_times() => Assert.Equal(4, Delays(ErrorCode.InternalError).Count);

    [Theory]
    [InlineData(ErrorCode.InvalidOutput)]
    [InlineData(ErrorCode.InvalidMessage)]
    [InlineData(ErrorCode.DocumentNotFound)]
    [InlineData(ErrorCode.EmptyDocument)]
    public void What_never_will_work_is_not_tried_again(ErrorCode code) => Assert.Empty(Delays(code));

    private static List<TimeSpan> Delays(ErrorCode code) =>
        [.. Enumerable.Range(1, 100).Select(attempts => RetrySchedule.DelayAfter(code, attempts)).TakeWhile(delay => delay is not null).Select(delay => delay!.Value)];
}

using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Tests.Output;

public sealed class NumberTests
{
    [Theory]
    [InlineData(5_587_772, "5.6 MB")]
    [InlineData(5_540_000, "5.5 MB")]
    [InlineData(999, "0.0 MB")]
    public void Megabytes_are_rounded_to_the_nearest_tenth(long bytes, string text) => Assert.Equal(text, Number.Megabytes(bytes));
}

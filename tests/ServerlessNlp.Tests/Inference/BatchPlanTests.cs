using ServerlessNlp.Inference;

namespace ServerlessNlp.Tests.Inference;

public sealed class BatchPlanTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_input_is_in_one_batch_within_the_budget_and_almost_without_padding(bool padded)
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var lengths = Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.Next(2, 513)).ToArray();

            var batches = BatchPlan.Create(lengths, 2048, padded);

            Assert.Equal(Enumerable.Range(0, lengths.Length), batches.SelectMany(batch => batch).Order());
            foreach (var batch in batches)
            {
                var longest = batch.Max(i => lengths[i]);
                var padding = batch.Sum(i => longest - lengths[i]);
                Assert.True(batch.Length == 1 || longest * batch.Length <= 2048);
                Assert.True(padding * 8 <= batch.Sum(i => lengths[i]));
                Assert.True(padded || padding == 0);
            }
        }
    }

    [Fact]
    public void An_input_longer_than_the_budget_goes_alone() => Assert.Equal(2, BatchPlan.Create([5000, 10], 2048, padded: true).Count);

    [Fact]
    public void Nothing_is_no_batch() => Assert.Empty(BatchPlan.Create([], 2048, padded: true));
}

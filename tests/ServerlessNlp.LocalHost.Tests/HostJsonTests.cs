using System.Text;
using ServerlessNlp.LocalHost.Queues;

namespace ServerlessNlp.LocalHost.Tests;

public sealed class HostJsonTests
{
    [Fact]
    public void What_is_missing_has_the_defaults_of_Azure_Functions()
    {
        var host = Parse("""{"version":"2.0"}""");

        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(30), host.FunctionTimeout);
        Assert.Equal(new QueueSettings(), host.Queues);
        Assert.Equal((16, 5, TimeSpan.Zero, "base64"), (host.Queues.BatchSize, host.Queues.MaxDequeueCount, host.Queues.VisibilityTimeout, host.Queues.MessageEncoding));
    }

    [Fact]
    public void What_it_says_is_heeded_comments_and_all()
    {
        var host = Parse("""
            {
              // as people write them
              "functionTimeout": "00:05:00",
              "extensions": { "http": { "routePrefix": "" }, "queues": { "batchSize": 4, "newBatchThreshold": 2, "visibilityTimeout": "00:00:10", "messageEncoding": "none" } },
              "logging": { "logLevel": { "default": "Warning", "Azure.Core": "Error" } }
            }
            """);

        Assert.Equal("", host.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(5), host.FunctionTimeout);
        Assert.Equal((4, 2, TimeSpan.FromSeconds(10), "none"), (host.Queues.BatchSize, host.Queues.NewBatchThreshold, host.Queues.VisibilityTimeout, host.Queues.MessageEncoding));
        Assert.Equal("Error", host.LogLevels["Azure.Core"]);
    }

    [Fact]
    public void A_function_without_a_limit_has_none() => Assert.Equal(Timeout.InfiniteTimeSpan, Parse("""{"functionTimeout":"-1"}""").FunctionTimeout);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"functionTimeout":"soon"}""")]
    [InlineData("""{"extensions":{"queues":{"batchSize":33}}}""")]
    [InlineData("""{"extensions":{"queues":{"maxDequeueCount":0}}}""")]
    [InlineData("""{"extensions":{"queues":{"messageEncoding":"hex"}}}""")]
    [InlineData("""{"extensions":{"http":{"routePrefix":7}}}""")]
    public void What_is_not_valid_is_refused_with_the_file_s_name(string json) =>
        Assert.StartsWith("host.json is not valid: ", Assert.Throws<FunctionsHostException>(() => Parse(json)).Message);

    [Fact]
    public void The_host_json_of_this_repository_is_valid() => Assert.Equal("", HostJson.Read(Repository.PathOf()).RoutePrefix);

    private static HostJson Parse(string json) => HostJson.Parse(Encoding.UTF8.GetBytes(json));
}

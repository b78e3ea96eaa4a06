using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using ServerlessNlp.Functions.Hosting;

namespace ServerlessNlp.Functions.Tests.Hosting;

public sealed class RedactionTests
{
    private const string Secret = "zanzibar-marmalade";

    [Fact]
    public void What_a_framework_logs_keeps_its_template_and_loses_its_values()
    {
        var record = Record("Microsoft.AspNetCore.Hosting.Diagnostics", log => log.LogInformation("Request starting {Method} {Query}", "POST", $"?code={Secret}"));

        Assert.Contains("Request starting {Method} {Query}", record, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, record, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_was_put_together_before_it_was_logged_is_withheld() =>
        Assert.DoesNotContain(Secret, Record("Some.Library", log => log.Log(LogLevel.Warning, default, $"read {Secret}", null, (state, _) => state)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("ServerlessNlp.Functions.Http.HttpApi")]
    public void The_words_of_an_exception_are_withheld_and_its_kind_is_not(string category)
    {
        var record = Record(category, log => log.LogError(new InvalidOperationException(Secret, new FormatException(Secret)), "It failed."));

        Assert.Contains("InvalidOperationException (FormatException)", record, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, record, StringComparison.Ordinal);
    }

    [Fact]
    public void What_this_application_logs_is_whole() =>
        Assert.Contains("sentiment", Record("ServerlessNlp.Service.Models.ModelPool", log => log.LogInformation("Model {Name} is loaded.", "sentiment")), StringComparison.Ordinal);

    [Fact]
    public void A_span_keeps_no_query_and_no_words_of_an_exception()
    {
        using var source = new ActivitySource($"test-{Guid.NewGuid()}");
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddProcessor(new SpanRedaction()).Build();
        var activity = source.StartActivity("function")!;
        activity.SetTag("url.query", $"?code={Secret}").SetTag("http.request.method", "POST").SetStatus(ActivityStatusCode.Error, Secret);
        activity.Stop();

        Assert.Equal("POST", activity.GetTagItem("http.request.method"));
        Assert.Equal((ActivityStatusCode.Error, null), (activity.Status, activity.StatusDescription));
        Assert.DoesNotContain(activity.TagObjects, tag => tag.Value?.ToString()?.Contains(Secret, StringComparison.Ordinal) == true);
    }

    // Everything that an exporter could send of a record.
    private static string Record(string category, Action<ILogger> log)
    {
        var sent = new Sent();
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.AddProcessor(new LogRedaction()).AddProcessor(sent);
        })))
            log(factory.CreateLogger(category));
        return Assert.Single(sent.Records);
    }

    private sealed class Sent : BaseProcessor<LogRecord>
    {
        public List<string> Records { get; } = [];

        public override void OnEnd(LogRecord data) =>
            Records.Add(string.Join('\n', [data.Body, data.FormattedMessage, data.Exception, .. data.Attributes?.Select(attribute => $"{attribute.Key}={attribute.Value}") ?? []]));
    }
}

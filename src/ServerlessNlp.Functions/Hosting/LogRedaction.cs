using OpenTelemetry;
using OpenTelemetry.Logs;
using ServerlessNlp.Service;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>
/// Takes out of log records what may hold a text: the values in what others log, at whatever level somebody has set, and the
/// messages of all exceptions. What is left is the template, the values of this application's own records, types and places.
/// </summary>
internal sealed class LogRedaction : BaseProcessor<LogRecord>
{
    private const string Own = nameof(ServerlessNlp);

    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is { } exception)
            data.Exception = new WithheldException(exception);
        if (data.CategoryName?.StartsWith(Own, StringComparison.Ordinal) == true)
            return;
        data.Body = Template(data) ?? data.EventId.Name ?? "(withheld)";
        data.FormattedMessage = data.Body;
        data.Attributes = [];
    }

    // One without placeholders may be a text that was put together before it was logged.
    private static string? Template(LogRecord record) =>
        record.Attributes?.FirstOrDefault(attribute => attribute.Key == "{OriginalFormat}").Value is string template && template.Contains('{') ? template : null;

    /// <summary>An exception without the messages of its kind.</summary>
    private sealed class WithheldException(Exception exception) : Exception(ErrorDescription.Of(exception))
    {
        public override string? StackTrace => exception.StackTrace;

        public override string ToString() => ErrorDescription.WithPlace(exception);
    }
}

using System.Diagnostics;
using OpenTelemetry;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>Takes out of spans what may hold a text: addresses with their query, and the message of the exception that ended one.</summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    private static readonly string[] Withheld = ["url.full", "url.query", "url.path", "http.url", "http.target", "exception.message", "exception.stacktrace"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var tag in Withheld)
            data.SetTag(tag, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}

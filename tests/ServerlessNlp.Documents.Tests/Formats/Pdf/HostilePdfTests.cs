using System.Diagnostics;

namespace ServerlessNlp.Documents.Tests.Formats.Pdf;

public sealed class HostilePdfTests
{
    // The reader ends after two seconds of processor time; this is for machines that have other work.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // The library has to be aborted at these, which has been seen to end the process: SERVERLESSNLP_FULL=1 reads them too.
    private static readonly string[] Aborted =
        ["a character map of four thousand million", "a cross-reference stream of", "a thousand character maps", "widths of two thousand million", "heights of two thousand million"];

    public static TheoryData<string> Names => [.. HostilePdfs.Names.Where(name => IsFull || !Aborted.Any(start => name.StartsWith(start, StringComparison.Ordinal)))];

    private static bool IsFull => Environment.GetEnvironmentVariable("SERVERLESSNLP_FULL") == "1";

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_pdf_gives_text_or_a_reason_before_long(string name)
    {
        var bytes = HostilePdfs.Make(name);
        var clock = Stopwatch.StartNew();
        try
        {
            Read.Bytes(bytes, "a.pdf");
        }
        catch (NlpException refused)
        {
            Assert.Contains(refused.Code, new[] { ErrorCode.UnsupportedFormat, ErrorCode.UnreadableDocument, ErrorCode.DocumentTooLong, ErrorCode.EmptyDocument });
        }
        Assert.True(clock.Elapsed < Deadline, $"It took {clock.Elapsed}.");
    }

    [FullFact]
    public async Task A_hostile_pdf_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var reading = Task.Run(() => DocumentExtractor.Extract(new(HostilePdfs.Make("a character map of four thousand million characters"), "a.pdf"), Read.MaxCharacters, cancellation.Token));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [FullFact]
    public void The_next_pdf_is_read_as_ever_after_one_that_was_stopped()
    {
        Read.Refused(HostilePdfs.Make("a character map of four thousand million characters"), "a.pdf");

        Assert.Equal("Some words.", Read.Bytes(new PdfWriter().Page("BT /F 12 Tf 50 700 Td (Some words.) Tj ET").Finish()).Text);
    }
}

/// <summary>A fact that may end the test process: skipped, with the reason, unless SERVERLESSNLP_FULL is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullFactAttribute : FactAttribute
{
    public FullFactAttribute() => Skip = Environment.GetEnvironmentVariable("SERVERLESSNLP_FULL") == "1" ? null : "aborts a library, which may end the process: set SERVERLESSNLP_FULL=1 to run it";
}

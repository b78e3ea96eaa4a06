using System.Diagnostics;

namespace ServerlessNlp.Documents.Tests.Formats.Pdf;

public sealed class HostilePdfTests
{
    // The reader ends after two seconds of processor time; this is for machines that have other work.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. HostilePdfs.Names];

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

    [Fact]
    public async Task A_hostile_pdf_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var reading = Task.Run(() => DocumentExtractor.Extract(new(HostilePdfs.Make("a character map of four thousand million characters"), "a.pdf"), Read.MaxCharacters, cancellation.Token));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public void The_next_pdf_is_read_as_ever_after_one_that_was_stopped()
    {
        Read.Refused(HostilePdfs.Make("a character map of four thousand million characters"), "a.pdf");

        Assert.Equal("Some words.", Read.Bytes(new PdfWriter().Page("BT /F 12 Tf 50 700 Td (Some words.) Tj ET").Finish()).Text);
    }
}

namespace ServerlessNlp.Documents.Tests;

/// <summary>Documents of kinds that people reported: those of <c>Cases</c>, and those of ../shared/cases where that is.</summary>
public sealed class ReportedCasesTests
{
    private static readonly string Cases = Repository.PathOf("tests", "ServerlessNlp.Documents.Tests", "Cases");

    // Their expectation is a sentence, or is about sentences: they have tests of their own, or are among the own cases in other words.
    private static readonly string[] Described =
        ["02d-textbox-cell.docx", "17b-hidden-br.docx", "40e-in-quote.md", "42d-paren-number.md", "43c-nopipe-three.md", "48c-not-a-link.md", "48d-index.md",
        "61c-subject-cut-euro.eml", "61e-subject-unknown.eml", "62b-b64-footer-de.eml", "84-nul.txt", "90d-dup.json", "90e-comment.json"];

    public static TheoryData<string> Own => [.. DocumentCase.NamesIn(Cases)];

    public static TheoryData<string> Shared => Repository.SharedCases is { } folder
        ? [.. DocumentCase.NamesIn(folder).Where(name => !Described.Contains(name) && Path.GetExtension(name) is not (".csv" or ".tsv" or ".jsonl"))]
        : ["(none)"];

    [Theory]
    [MemberData(nameof(Own))]
    public void A_reported_document_is_read(string name) => DocumentCase.Open(Cases, name).Check();

    [SharedCasesTheory]
    [MemberData(nameof(Shared))]
    public void A_shared_case_is_read(string name) => DocumentCase.Open(Repository.SharedCases!, name).Check();
}

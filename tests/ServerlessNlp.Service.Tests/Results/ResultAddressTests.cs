using ServerlessNlp.Documents;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Results;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Tests.Results;

public sealed class ResultAddressTests
{
    private static readonly NlpTask Task = NlpTask.Find("summarize")!;

    [Theory]
    [InlineData("a.txt")]
    [InlineData("/a.txt")]
    [InlineData("a.txt/")]
    [InlineData("a//b.txt")]
    [InlineData("a ü 日本.txt")]
    public void A_result_lies_where_its_document_does(string blob) => Assert.Equal($"latest/documents/{blob}/summarize.json", Latest(blob));

    [Fact]
    public void Addresses_of_long_names_are_short_and_each_its_own()
    {
        string[] blobs = [new('a', 1024), new string('a', 1023) + "b", new('a', 1023), string.Concat(Enumerable.Repeat("a/", 512)), string.Concat(Enumerable.Repeat("🙂", 512)), string.Concat(Enumerable.Repeat("a/", 250)) + "a/b/c/d"];

        var addresses = blobs.Select(Latest).ToList();

        Assert.Equal(blobs.Length, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.True(address.Length <= 1024 && address.Split('/').Length <= 254, $"{address.Length}"));
        Assert.All(addresses, address => Assert.StartsWith("latest/~/documents/", address));
        // Somebody may give a document the name that a shortened address has.
        Assert.DoesNotContain(Latest(addresses[0]["latest/~/documents/".Length..^"/summarize.json".Length]), addresses);
    }

    private static string Latest(string blob) => ResultAddress.Latest(new StoredDocument("documents", blob, "1", default, "00", new DocumentText("", "text", null, [])), Task);
}

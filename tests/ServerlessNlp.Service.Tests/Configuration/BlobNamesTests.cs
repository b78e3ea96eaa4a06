using Microsoft.Extensions.Configuration;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Tests.Configuration;

public sealed class BlobNamesTests
{
    private static readonly StorageConnections Connections = new(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("DocumentStorage", "UseDevelopmentStorage=true")]).Build());

    [Theory]
    [InlineData("a.txt")]
    [InlineData("/a.txt")]
    [InlineData("a.txt/")]
    [InlineData("//a.txt")]
    [InlineData("a//b.txt")]
    [InlineData("/")]
    [InlineData("a b+c%2F%20?d#e&f=ü日本🙂.txt")]
    [InlineData(".a/..b/c./d../...")]
    public void A_name_is_that_of_the_very_blob(string name) => Assert.Equal(name, Connections.Blobs("DocumentStorage").GetBlobContainerClient("documents").BlobOfExactly(name).Name);

    [Theory]
    [InlineData("./a.txt")]
    [InlineData("../a.txt")]
    [InlineData("a/./b.txt")]
    [InlineData("a/../b.txt")]
    [InlineData("a/..")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\\..\\b.txt")]
    public void A_name_whose_address_is_another_blobs_is_refused(string name)
    {
        var refused = Assert.Throws<NlpException>(() => Connections.Blobs("DocumentStorage").GetBlobContainerClient("documents").BlobOfExactly(name));

        Assert.Equal(ErrorCode.UnreadableDocument, refused.Code);
    }
}

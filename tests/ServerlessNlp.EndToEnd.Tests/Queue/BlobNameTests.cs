using Azure.Storage.Blobs;

namespace ServerlessNlp.EndToEnd.Tests.Queue;

[Collection(SharedServer.Name)]
public sealed class BlobNameTests(ServerFixture fixture)
{
    private TestStorage Storage => fixture.Storage;

    [Fact]
    public async Task A_name_with_slashes_at_its_ends_gets_the_answer_of_its_own_blob()
    {
        var name = $"{Guid.NewGuid():n}.txt";
        var texts = new Dictionary<string, string> { [name] = "The first secret.", ["/" + name] = "The second secret.", [name + "/"] = "The third secret.", [$"x//{name}"] = "The fourth secret.", [$"x/{name}"] = "The fifth secret." };
        foreach (var (blob, text) in texts)
            await Exactly(blob).UploadAsync(new BinaryData(text), overwrite: true);

        foreach (var blob in texts.Keys)
            await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "summarize" } } });

        foreach (var (blob, text) in texts)
        {
            var result = await Storage.ResultAsync($"latest/uploads/{blob}/summarize.json");
            Assert.Equal(text, result.GetProperty("sentences")[0].GetProperty("text").GetString());
            Assert.Equal(blob, result.GetProperty("id").GetString());
        }
    }

    [Theory]
    [InlineData("./{0}")]
    [InlineData("x/../{0}")]
    [InlineData("x/./../{0}")]
    public async Task A_name_that_stands_for_another_blob_is_refused_and_nothing_is_filed_under_it(string form)
    {
        var name = $"{Guid.NewGuid():n}.txt";
        await Storage.UploadAsync(name, "Another's secret.");
        var blob = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, name);

        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "summarize" } } });

        var poison = await Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains(name));
        Assert.Equal("UnreadableDocument", poison.GetProperty("reason").GetProperty("code").GetString());
        Assert.Null(await Storage.ReadAsync($"latest/uploads/{name}/summarize.json"));
    }

    [Fact]
    public async Task A_name_too_long_for_an_address_of_a_result_is_answered_all_the_same()
    {
        var name = $"{Guid.NewGuid():n}{new string('a', 970)}.txt";
        await Exactly(name).UploadAsync(new BinaryData("A long name."), overwrite: true);

        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob = name }, tasks = new[] { new { task = "summarize" } } });

        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        var start = name[..(1024 - $"latest/~/uploads/~{digest}/summarize.json".Length)];
        var result = await Storage.ResultAsync($"latest/~/uploads/{start}~{digest}/summarize.json");
        Assert.Equal(name, result.GetProperty("id").GetString());
    }

    private BlobClient Exactly(string name) => Storage.Exactly("uploads").GetBlobClient(name);
}

using System.Text;
using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Every kind of damage is planted in what a run left, and must be found.</summary>
public sealed class CheckerTests(CalmRun run) : IClassFixture<CalmRun>
{
    private readonly Snapshot _snapshot = run.Snapshot.Copy();

    [Fact]
    public void What_is_right_is_found_to_be_right()
    {
        Assert.Empty(run.Checker.Check(_snapshot));
        Assert.True(_snapshot.Results.Count > run.Set.Documents.Count);
        Assert.True(_snapshot.Poison.Count >= run.Set.Bad.Count);
    }

    [Fact]
    public void A_result_that_is_missing()
    {
        var document = Last();
        var address = _snapshot.Results.Keys.First(name => name.StartsWith($"by-digest/{document.Sha256(document.Last)}/", StringComparison.Ordinal));
        _snapshot.Results.Remove(address);

        AssertFound($"missing: {address}");
    }

    [Theory]
    [InlineData("by-digest/")]
    [InlineData("latest/")]
    public void A_result_that_differs_in_one_digit(string prefix)
    {
        var (address, json) = _snapshot.Results.First(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && entry.Value.Contains("\"score\":0."));
        _snapshot.Results[address] = ReplaceFirst(json, "\"score\":0.", "\"score\":0.1");

        AssertFound($"wrong content: {address}");
    }

    [Fact]
    public void A_label_that_was_changed()
    {
        var (address, json) = _snapshot.Results.First(entry => entry.Key.StartsWith("by-digest/", StringComparison.Ordinal) && entry.Value.Contains("\"label\":\"negative\""));
        _snapshot.Results[address] = ReplaceFirst(json, "\"label\":\"negative\"", "\"label\":\"positive\"");

        AssertFound($"wrong content: {address}");
    }

    [Theory]
    [InlineData("by-digest/0123/classify-sentiment@1-0.json")]
    [InlineData("latest/uploads/nobody.txt/classify.json")]
    [InlineData("elsewhere.json")]
    public void A_result_that_nobody_asked_for(string address)
    {
        _snapshot.Results[address] = _snapshot.Results.First().Value;

        AssertFound($"not to be there: {address}");
    }

    [Fact]
    public void A_result_under_the_digest_of_another_document()
    {
        var pair = _snapshot.Results.Where(entry => entry.Key.StartsWith("by-digest/", StringComparison.Ordinal) && entry.Key.Contains("/classify-")).Take(2).ToList();
        _snapshot.Results[pair[0].Key] = pair[1].Value;

        AssertFound($"wrong document: {pair[0].Key}");
    }

    [Fact]
    public void A_newest_result_that_is_missing()
    {
        var address = _snapshot.Results.Keys.First(name => name.StartsWith("latest/", StringComparison.Ordinal));
        _snapshot.Results.Remove(address);

        AssertFound($"missing: {address}");
    }

    [Fact]
    public void A_newest_result_that_fell_back_to_an_older_version()
    {
        var document = run.Set.Documents.First(document => document.Last > 0);
        var address = $"latest/{document.Container}/{document.Blob}/{document.TaskNames[0]}.json";
        _snapshot.Results[address] = _snapshot.Results[address].Replace(run.Sent.ETags[(document, document.Last)], run.Sent.ETags[(document, 0)]);

        AssertFound($"not the newest version: {address}");
    }

    [Fact]
    public void A_marker_that_is_missing()
    {
        var name = _snapshot.Markers.Keys.First();
        _snapshot.Markers.Remove(name);

        AssertFound($"missing: {name}");
    }

    [Fact]
    public void A_second_marker()
    {
        _snapshot.Markers["chaos/items/99999.json"] = _snapshot.Markers.First().Value;

        AssertFound("not to be there: chaos/items/99999.json");
    }

    [Theory]
    [InlineData("\"outcome\":\"succeeded\"", "\"outcome\":\"superseded\"")]
    [InlineData("\"outcome\":\"succeeded\"", "\"outcome\":\"failed\"")]
    [InlineData("\"results\":{\"", "\"results\":{\"other\":\"nowhere\",\"")]
    public void A_marker_that_says_something_else(string right, string wrong)
    {
        var document = Last();
        var name = $"chaos/items/{document.ItemOf(document.Last)}.json";
        _snapshot.Markers[name] = ReplaceFirst(_snapshot.Markers[name], right, wrong);

        AssertFound($"wrong: {name}");
    }

    [Fact]
    public void A_good_message_in_the_poison_queue()
    {
        _snapshot.Poison.Add(Messages.Base64("""{"v":1,"id":"f","reason":{"code":"DocumentNotFound","detail":""},"attempts":[],"message":{}}"""));

        AssertFound("not to be in the poison queue");
    }

    [Fact]
    public void A_message_that_the_host_gave_up_on_by_itself()
    {
        _snapshot.Poison.Add(Messages.Work("chaos", 0, "uploads", "0.txt", null, null));

        AssertFound("not to be in the poison queue");
    }

    [Fact]
    public void A_bad_message_that_got_lost()
    {
        _snapshot.Poison.RemoveAt(0);

        AssertFound("not in the poison queue");
    }

    [Fact]
    public void A_bad_message_with_the_wrong_reason()
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(_snapshot.Poison[0]));
        _snapshot.Poison[0] = Messages.Base64(ReplaceFirst(text, "\"code\":\"", "\"code\":\"Not"));

        AssertFound("wrong in the poison queue");
    }

    [Fact]
    public void A_blank_blob_of_a_job_that_got_lost()
    {
        var poison = _snapshot.Poison.First(text => Encoding.UTF8.GetString(Convert.FromBase64String(text)).Contains("prefix/"));
        _snapshot.Poison.Remove(poison);

        AssertFound("not in the poison queue: work item");
    }

    [Fact]
    public void An_answered_blob_of_a_job_in_the_poison_queue()
    {
        var poison = _snapshot.Poison.Select(text => Encoding.UTF8.GetString(Convert.FromBase64String(text))).First(text => text.Contains("prefix/"));
        _snapshot.Poison.Add(Messages.Base64(ReplaceFirst(ReplaceFirst(poison, "\"id\":\"", "\"id\":\"x"), "\"item\":", "\"item\":1")));

        AssertFound("not to be in the poison queue");
    }

    [Theory]
    [InlineData("\"succeeded\":", "\"succeeded\":1")]
    [InlineData("\"failed\":", "\"failed\":1")]
    [InlineData("partiallyCompleted", "succeeded")]
    public void An_end_of_a_job_that_says_something_else(string right, string wrong)
    {
        var (name, json) = _snapshot.Ends.First();
        _snapshot.Ends[name] = ReplaceFirst(json, right, wrong);

        AssertFound($"wrong: {name}");
    }

    [Fact]
    public void A_job_that_did_not_end()
    {
        var name = _snapshot.Ends.Keys.First();
        _snapshot.Ends.Remove(name);

        AssertFound($"missing: {name}");
    }

    [Fact]
    public void A_job_whose_end_was_not_told()
    {
        var subject = $"\"subject\":\"{run.Sent.Jobs["batch"]}\"";
        _snapshot.Completions.RemoveAll(text => text.Contains(subject));

        AssertFound("0 ends are told of the job batch");
    }

    [Fact]
    public void A_job_that_ended_twice()
    {
        _snapshot.Completions.AddRange(_snapshot.Completions.Select(text => ReplaceFirst(text, "\"id\":\"", "\"id\":\"x")).ToList());

        AssertFound("2 ends are told of the job batch");
    }

    [Fact]
    public void Lines_of_a_batch_in_another_order()
    {
        var (name, json) = Part();
        _snapshot.Results[name] = string.Join('\n', json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse());

        AssertFound("wrong line 0 of the batch");
    }

    [Fact]
    public void A_line_of_a_batch_that_is_missing()
    {
        var (name, json) = Part();
        _snapshot.Results[name] = json[(json.IndexOf('\n') + 1)..];

        AssertFound("the batch has");
    }

    [Fact]
    public void A_part_of_a_batch_without_its_marker()
    {
        var marker = _snapshot.Markers.Keys.First(name => name.StartsWith(run.Sent.Jobs["batch"], StringComparison.Ordinal));
        _snapshot.Markers.Remove(marker);

        AssertFound($"missing: {marker}");
    }

    [Fact]
    public void A_part_of_a_batch_that_nobody_asked_for()
    {
        _snapshot.Results[$"jobs/{run.Sent.Jobs["prefix"]}/000000.jsonl"] = "{}";

        AssertFound("not to be there: jobs/");
    }

    [Fact]
    public void A_message_left_in_the_queue()
    {
        _snapshot.Waiting = 1;

        AssertFound("the queue still holds 1 messages");
    }

    private KeyValuePair<string, string> Part() => _snapshot.Results.First(entry => entry.Key == $"jobs/{run.Sent.Jobs["batch"]}/000000.jsonl");

    // One that has a single version, a text of its own, and a marker.
    private ChaosDocument Last() => run.Set.Documents.Last(document =>
        document is { Last: 0, Source: DocumentSource.Message } && run.Set.Versions.Count(entry => entry.Document.Versions[entry.Version] == document.Versions[0]) == 1);

    private void AssertFound(string finding) => Assert.Contains(run.Checker.Check(_snapshot), found => found.StartsWith(finding, StringComparison.Ordinal));

    private static string ReplaceFirst(string text, string old, string other)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        return text[..at] + other + text[(at + old.Length)..];
    }
}

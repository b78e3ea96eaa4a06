using System.Text.Json;
using ServerlessNlp.Inference;
using ServerlessNlp.Tests.Tasks;

namespace ServerlessNlp.Tests.Inference;

public sealed class ReferenceLogitsTests
{
    [SharedDataTheory]
    [InlineData("albert_seqcls")]
    [InlineData("bert_seqcls")]
    [InlineData("squeezebert_seqcls")]
    public void Real_models_give_the_published_implementation_s_logits(string checkpoint)
    {
        using var model = Checkpoints.Load(checkpoint);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Repository.SharedPath("checkpoints", checkpoint, "cases.json")));
        foreach (var item in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            var inputs = item.GetProperty("inputs");
            var ids = Tensor<long>(inputs, "input_ids");
            var rows = inputs.GetProperty("input_ids").GetArrayLength();

            var logits = model.Run(new TensorBatch(rows, ids.Length / rows, ids, Tensor<long>(inputs, "attention_mask"), Tensor<long>(inputs, "token_type_ids")), default)[0].Values;

            var expected = Tensor<float>(item.GetProperty("expected"), "logits");
            Assert.Equal(expected.Length, logits.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], logits[i], 2e-5);
        }
    }

    private static T[] Tensor<T>(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().SelectMany(row => row.Deserialize<T[]>()!)];
}

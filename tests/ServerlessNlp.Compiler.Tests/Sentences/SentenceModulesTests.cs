using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Tests.Sentences;

/// <summary>The steps that sentence-transformers stores beside an encoder: each is applied, or refused with its name.</summary>
public sealed class SentenceModulesTests : IDisposable
{
    private const int Size = 16;
    private readonly CheckpointCopy _copy = new("albert-encoder");

    [Fact]
    public void Several_poolings_stand_one_behind_the_other()
    {
        WriteModules("Transformer:", "Pooling:1_Pooling");
        WritePooling("mean_tokens", "cls_token", "max_tokens", "mean_sqrt_len_tokens");
        var manifest = AssertVectors(tokens => [.. tokens[0], .. Max(tokens), .. Mean(tokens), .. Mean(tokens).Select(value => value * Math.Sqrt(tokens.Length))]);
        Assert.Null(manifest.Pooling);
        Assert.False(manifest.Normalize);
    }

    [Theory]
    [InlineData("torch.nn.modules.activation.Tanh")]
    [InlineData("torch.nn.modules.linear.Identity")]
    [InlineData("torch.nn.modules.activation.ReLU")]
    [InlineData("torch.nn.modules.activation.Sigmoid")]
    [InlineData("torch.nn.modules.activation.GELU")]
    public void A_dense_layer_behind_the_pooling_is_applied(string activation)
    {
        WriteModules("Transformer:", "Pooling:1_Pooling", "Dense:2_Dense", "Normalize:3_Normalize");
        WritePooling("mean_tokens");
        var (weights, bias) = WriteDense("2_Dense", 3, activation);
        var manifest = AssertVectors(tokens => Unit(Dense(Mean(tokens), weights, bias, activation)));
        Assert.True(manifest.Normalize);
    }

    [Fact]
    public void Steps_are_taken_in_the_order_of_modules_json()
    {
        WriteModules("Transformer:", "Pooling:1_Pooling", "Normalize:2_Normalize", "Dropout:3_Dropout", "Dense:4_Dense", "LayerNorm:5_LayerNorm");
        WritePooling("cls_token");
        var (weights, bias) = WriteDense("4_Dense", 5, "torch.nn.modules.linear.Identity");
        _copy.Write("5_LayerNorm/config.json", """{"dimension":5}""");
        _copy.WriteSafetensors("5_LayerNorm/model.safetensors", ("norm.weight", [5], [1, 2, 1, 2, 1]), ("norm.bias", [5], [0, 0, 1, 1, 1]));
        var manifest = AssertVectors(tokens => LayerNorm(Dense(Unit(tokens[0]), weights, bias, "Identity"), [1, 2, 1, 2, 1], [0, 0, 1, 1, 1]));
        Assert.False(manifest.Normalize);
    }

    [Fact]
    public void What_the_caller_says_goes_before_the_stored_pooling()
    {
        WriteModules("Transformer:", "Pooling:1_Pooling", "Normalize:2_Normalize");
        WritePooling("weightedmean_tokens");
        AssertVectors(Mean, _copy.Options with { Pooling = Pooling.Mean, Normalize = false });
    }

    [Fact]
    public void An_encoder_in_a_folder_of_its_own_is_found()
    {
        WriteModules("Transformer:0_Transformer", "Pooling:1_Pooling");
        WritePooling("mean_tokens");
        Directory.CreateDirectory(_copy.Of("0_Transformer"));
        foreach (var file in new[] { "config.json", "model.safetensors" })
            File.Move(_copy.Of(file), _copy.Of("0_Transformer", file));
        AssertVectors(Mean);
    }

    [Theory]
    [InlineData("CNN")]
    [InlineData("LSTM")]
    [InlineData("WeightedLayerPooling")]
    [InlineData("BoW")]
    [InlineData("Asym")]
    public void A_module_that_cannot_be_compiled_is_named(string type)
    {
        WriteModules("Transformer:", "Pooling:1_Pooling", $"{type}:2_{type}");
        WritePooling("mean_tokens");
        AssertRefused(type);
    }

    [Theory]
    [InlineData("pooling_mode_weightedmean_tokens", "\"pooling_mode_weightedmean_tokens\":true")]
    [InlineData("pooling_mode_lasttoken", "\"pooling_mode_mean_tokens\":true,\"pooling_mode_lasttoken\":true")]
    [InlineData("--pooling", "\"pooling_mode_mean_tokens\":false")]
    [InlineData("include_prompt", "\"pooling_mode_mean_tokens\":true,\"include_prompt\":false")]
    public void A_pooling_that_cannot_be_compiled_is_named(string reason, string settings)
    {
        WriteModules("Transformer:", "Pooling:1_Pooling");
        _copy.Write("1_Pooling/config.json", $"{{{settings}}}");
        AssertRefused(reason);
    }

    [Theory]
    [InlineData("pool", "Transformer:", "Dense:1_Dense", "Pooling:1_Pooling")]
    [InlineData("pool", "Transformer:", "Pooling:1_Pooling", "Pooling:1_Pooling")]
    [InlineData("not a folder", "Transformer:", "Pooling:../1_Pooling")]
    [InlineData("no config.json", "Transformer:", "Pooling:7_Pooling")]
    public void Modules_out_of_place_are_refused(string reason, params string[] modules)
    {
        WriteModules(modules);
        WritePooling("mean_tokens");
        WriteDense("1_Dense", 3, "torch.nn.modules.activation.Tanh");
        AssertRefused(reason);
    }

    [Fact]
    public void A_dense_layer_of_another_size_is_refused()
    {
        WriteModules("Transformer:", "Pooling:1_Pooling", "Dense:2_Dense");
        WritePooling("mean_tokens", "cls_token");
        WriteDense("2_Dense", 3, "torch.nn.modules.activation.Tanh");
        AssertRefused("32");
    }

    [Fact]
    public void A_prompt_before_every_text_is_refused()
    {
        WriteModules("Transformer:", "Pooling:1_Pooling");
        WritePooling("mean_tokens");
        _copy.Write("config_sentence_transformers.json", """{"prompts":{"query":"query: "},"default_prompt_name":"query"}""");
        AssertRefused("prompt");
    }

    [Fact]
    public void Modules_without_their_list_are_refused()
    {
        WritePooling("mean_tokens");
        WriteDense("2_Dense", 3, "torch.nn.modules.activation.Tanh");
        AssertRefused("modules.json");
    }

    public void Dispose() => _copy.Dispose();

    private void WriteModules(params string[] modules) => _copy.Write("modules.json",
        $"[{string.Join(',', modules.Select(module => module.Split(':')).Select((parts, id) => $"{{\"idx\":{id},\"name\":\"{id}\",\"path\":\"{parts[1]}\",\"type\":\"sentence_transformers.models.{parts[0]}\"}}"))}]");

    private void WritePooling(params string[] modes) =>
        _copy.Write("1_Pooling/config.json", $"{{\"word_embedding_dimension\":{Size},{string.Join(',', modes.Select(mode => $"\"pooling_mode_{mode}\":true"))}}}");

    private (float[] Weights, float[] Bias) WriteDense(string name, int outputs, string activation)
    {
        var random = new Random(4);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        var (weights, bias) = (Numbers(outputs * Size), Numbers(outputs));
        _copy.Write($"{name}/config.json", $"{{\"in_features\":{Size},\"out_features\":{outputs},\"bias\":true,\"activation_function\":\"{activation}\"}}");
        _copy.WriteSafetensors($"{name}/model.safetensors", ("linear.weight", [outputs, Size], weights), ("linear.bias", [outputs], bias));
        return (weights, bias);
    }

    private void AssertRefused(string reason) => Assert.Contains(reason, Assert.Throws<CompilerException>(() => _copy.Compile()).Message);

    /// <summary>Compares the package's vectors with what is made of the reference's token vectors.</summary>
    private ModelManifest AssertVectors(Func<double[][], double[]> make, CompileOptions? options = null)
    {
        CheckpointCopy.Compile(options ?? _copy.Options);
        using var model = ModelLoader.Load(ModelPackage.Open(_copy.Options.Output), InferenceOptions.Default, CancellationToken.None);
        foreach (var reference in ReferenceCase.Read(_copy.Of("cases.json")))
        {
            var values = model.Run(reference.Inputs, CancellationToken.None)[0].Values;
            var width = values.Length / reference.Inputs.Rows;
            for (var row = 0; row < reference.Inputs.Rows; row++)
            {
                var columns = Enumerable.Range(0, reference.Inputs.Columns).Where(column => reference.Inputs.AttentionMask[row * reference.Inputs.Columns + column] == 1);
                var tokens = columns.Select(column => reference.Expected["last_hidden_state"].Skip((row * reference.Inputs.Columns + column) * Size).Take(Size).Select(value => (double)value).ToArray()).ToArray();
                // The first token is read from its place whether the mask shows it or not; the references pad on the left once.
                if (reference.Inputs.AttentionMask[row * reference.Inputs.Columns] == 0)
                    continue;
                var expected = make(tokens);
                Assert.Equal(expected.Length, width);
                for (var i = 0; i < width; i++)
                    Assert.Equal(expected[i], values[row * width + i], 3e-5);
            }
        }
        return model.Manifest;
    }

    private static double[] Mean(double[][] tokens) => [.. Enumerable.Range(0, Size).Select(i => tokens.Average(token => token[i]))];

    private static double[] Max(double[][] tokens) => [.. Enumerable.Range(0, Size).Select(i => tokens.Max(token => token[i]))];

    private static double[] Unit(double[] vector) => [.. vector.Select(value => value / Math.Sqrt(vector.Sum(other => other * other)))];

    private static double[] LayerNorm(double[] vector, float[] weights, float[] bias)
    {
        var mean = vector.Average();
        var deviation = Math.Sqrt(vector.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return [.. vector.Select((value, i) => (value - mean) / deviation * weights[i] + bias[i])];
    }

    private static double[] Dense(double[] vector, float[] weights, float[] bias, string activation) =>
        [.. bias.Select((b, row) => b + vector.Select((value, i) => value * weights[row * vector.Length + i]).Sum()).Select(value => activation.Split('.')[^1] switch
        {
            "Tanh" => Math.Tanh(value),
            "ReLU" => Math.Max(0, value),
            "Sigmoid" => 1 / (1 + Math.Exp(-value)),
            "GELU" => value / 2 * (1 + Erf(value / Math.Sqrt(2))),
            _ => value,
        })];

    /// <summary>The error function by its series (Abramowitz and Stegun 7.1.6), exact for small arguments.</summary>
    private static double Erf(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 60; n++)
            sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Compiler.Quantization;

namespace ServerlessNlp.Compiler.Tests.Quantization;

/// <summary>Channels far larger than the others, as trained encoders have them, must not cost the rest its precision.</summary>
public sealed class OutlierTests
{
    [Theory]
    [InlineData("bert-encoder-shards", false)]
    [InlineData("albert-encoder", false)]
    [InlineData("albert-groups", false)]
    [InlineData("squeezebert-encoder", false)]
    [InlineData("bert-encoder-shards", true)]
    [InlineData("albert-encoder", true)]
    public void Smoothing_and_correction_change_no_result_by_more_than_rounding_does(string name, bool corrected)
    {
        var folder = ReferenceFolder.Of(name);
        var config = ModelConfig.Load(folder);
        using var weights = Checkpoint.Open(folder);
        var head = PackagePlan.Create(new CompileOptions { Folder = folder, Output = "out", TensorsOnly = true }, config).Head;
        CompiledNetwork Write(IMatrixWriter matrices, bool unrolled = false) => NetworkCompiler.Compile(config, weights, head, matrices, unrolled);

        var inputs = GateInputs.Generate(40, 2, 3, 18);
        var (statistics, largest) = Calibrator.Run(matrices => Write(matrices, true), NetworkCompiler.Opset, inputs, CancellationToken.None);
        Assert.NotEmpty(statistics);
        Assert.Equal(statistics.Sum(item => item.Matrices.Count), statistics.SelectMany(item => item.Matrices).Distinct().Count());
        var exact = Vectors(Write(new FloatMatrixWriter()), inputs);
        double Difference(MatrixRounder rounder) => Vectors(Write(new Int8MatrixWriter(rounder)), inputs).Zip(exact, (a, b) => Math.Abs(a - (double)b)).Average();
        var plain = Difference(new MatrixRounder());
        Assert.InRange(Difference(new MatrixRounder(statistics, largest, 0.5, corrected)), 0, 1.5 * plain);
    }

    [Fact]
    public void An_outlier_channel_is_smoothed_away()
    {
        const int Size = 32, Outputs = 16;
        var random = new Random(2);
        var weights = Enumerable.Range(0, Size * Outputs).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var x = Enumerable.Range(0, 50 * Size).Select(i => (random.NextSingle() - 0.5f) * (i % Size == 7 ? 200 : 1)).ToArray();
        var statistics = new ActivationStatistics(["w"], [.. Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, 50).Max(row => Math.Abs(x[row * Size + i])))], new double[Size * Size]);
        var largest = new Dictionary<string, float[]> { ["w"] = [.. Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Outputs).Max(row => Math.Abs(weights[row * Size + i])))] };
        var plain = Error(new MatrixRounder(), weights, x, Size, Outputs);
        Assert.InRange(Error(new MatrixRounder([statistics], largest, 0.5, false), weights, x, Size, Outputs), 0, plain / 3);
    }

    private static double Error(MatrixRounder rounder, float[] weights, float[] x, int size, int outputs)
    {
        var product = Int8MatrixWriterTests.Multiply(new Int8MatrixWriter(rounder), x, weights, size, outputs, "w");
        return product.Select((value, i) => Math.Abs(value - Enumerable.Range(0, size).Sum(j => (double)x[i / outputs * size + j] * weights[i % outputs * size + j]))).Average();
    }

    private static float[] Vectors(CompiledNetwork network, IReadOnlyList<GateInput> inputs)
    {
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(network.ToBytes());
        return [.. inputs.Take(20).SelectMany(input =>
        {
            using var run = new Microsoft.ML.OnnxRuntime.RunOptions();
            using var tensors = new TokenTensors(session.InputNames, input);
            using var results = session.Run(run, tensors.Names, tensors.Values, network.Outputs);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        })];
    }
}

using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;
using ServerlessNlp.Compiler.Quantization;

namespace ServerlessNlp.Compiler.Tests.Quantization;

public sealed class Int8MatrixWriterTests
{
    private const int Rows = 9;
    private const int Inputs = 48;
    private const int Outputs = 20;

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1f)]
    [InlineData(1e4f)]
    public void A_product_is_near_that_of_floats_whatever_the_size_of_a_row(float size)
    {
        var random = new Random(5);
        var weights = Numbers(random, Inputs * Outputs, 1);
        var x = Numbers(random, Rows * Inputs, size);
        var product = Multiply(x, weights);
        for (var row = 0; row < Rows; row++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                var exact = Enumerable.Range(0, Inputs).Sum(i => (double)x[row * Inputs + i] * weights[output * Inputs + i]);
                // Two roundings: to 7 and to 8 bits.
                Assert.Equal(exact, product[row * Outputs + output], size * Math.Sqrt(Inputs) / 50);
            }
        }
    }

    [Fact]
    public void A_row_of_zeros_gives_zeros_and_changes_no_other()
    {
        var random = new Random(6);
        var weights = Numbers(random, Inputs * Outputs, 1);
        var x = Numbers(random, Rows * Inputs, 1);
        var before = Multiply(x, weights);
        Array.Clear(x, 4 * Inputs, Inputs);
        var after = Multiply(x, weights);
        Assert.All(after[(4 * Outputs)..(5 * Outputs)], value => Assert.Equal(0, value));
        Assert.Equal(before[..(4 * Outputs)], after[..(4 * Outputs)]);
        Assert.Equal(before[(5 * Outputs)..], after[(5 * Outputs)..]);
    }

    private static float[] Numbers(Random random, int count, float size) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2 - 1) * size)];

    private static float[] Multiply(float[] x, float[] weights) => Multiply(new Int8MatrixWriter(), x, weights, Inputs, Outputs, "matrix");

    /// <summary>The product that ONNX Runtime gives.</summary>
    internal static float[] Multiply(IMatrixWriter writer, float[] x, float[] weights, int inputs, int outputs, string name)
    {
        var graph = new GraphBuilder();
        var input = graph.Input("x", OnnxElementType.Float, "rows", inputs);
        var product = writer.Multiply(graph, input, name, inputs, outputs, () => weights);
        graph.Output("product", product, OnnxElementType.Float, "rows", outputs);
        using var file = new MemoryStream();
        new OnnxModel(graph.Build("product"), NetworkCompiler.Opset).Write(file);
        using var session = new InferenceSession(file.ToArray());
        using var tensor = OrtValue.CreateTensorValueFromMemory(x, [x.Length / inputs, inputs]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["x"], [tensor], ["product"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

using ServerlessNlp.Inference;

namespace ServerlessNlp.Tests.Inference;

public sealed class OnnxGraphReaderTests
{
    [Fact]
    public void It_reads_what_has_to_be_known()
    {
        var graph = Read(TinyModel.Classifier(3, TinyModel.Weights(3)));

        Assert.Equal("tests", graph.Producer);
        Assert.Equal(17, graph.Opset);
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"], graph.Inputs.Select(input => input.Name));
        Assert.All(graph.Inputs, input => Assert.Equal([-1, -1], input.Dimensions!));
        var output = Assert.Single(graph.Outputs);
        Assert.Equal(("logits", 1), (output.Name, output.ElementType));
        Assert.Equal([-1, 3], output.Dimensions!);
    }

    [Fact]
    public void An_input_with_an_initial_value_need_not_be_given()
    {
        var graph = Read(new OnnxBuilder().Input("input_ids").Input("table").Floats("table", [1], [0]).Build());

        Assert.Equal("input_ids", Assert.Single(graph.Inputs).Name);
    }

    [SharedDataTheory]
    [InlineData("albert_seqcls")]
    [InlineData("bert_seqcls")]
    [InlineData("squeezebert_seqcls")]
    public void It_reads_what_PyTorch_exports(string checkpoint)
    {
        using var file = File.OpenRead(Repository.SharedPath("checkpoints", checkpoint, "model.onnx"));

        var graph = OnnxGraphReader.Read(file);

        Assert.Equal(14, graph.Opset);
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"], graph.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void Weights_in_another_file_are_refused()
    {
        var location = new ProtobufWriter().Text(1, "location").Text(2, "../../etc/passwd");

        AssertRefused("external data", Model(OnnxBuilder.Tensor("w", 1, [1]).Message(13, location)));
        AssertRefused("external data", Model(OnnxBuilder.Tensor("w", 1, [1]).Integer(14, 1)));
    }

    [Fact]
    public void Weights_in_another_file_are_refused_also_deep_in_an_attribute()
    {
        var tensor = OnnxBuilder.Tensor("w", 1, [1]).Integer(14, 1);
        var inner = new ProtobufWriter().Message(1, new ProtobufWriter().Text(4, "Constant").Message(5, new ProtobufWriter().Message(5, tensor)));
        var outer = new OnnxBuilder();
        outer.Graph.Message(1, new ProtobufWriter().Text(4, "If").Message(5, new ProtobufWriter().Message(6, inner)));

        AssertRefused("external data", outer.Build());
    }

    [Theory]
    [InlineData(1L << 40, 1L << 40)]
    [InlineData(1L << 62, 4L)]
    [InlineData(100L, 100L)]
    [InlineData(-1L, 1L)]
    [InlineData(long.MinValue, 1L)]
    public void Dimensions_that_promise_more_than_the_data_are_refused(long rows, long columns) =>
        AssertRefused("dimension", Model(OnnxBuilder.Tensor("w", 1, [rows, columns]).Bytes(9, new byte[64])));

    [Fact]
    public void Operators_of_other_domains_are_refused()
    {
        AssertRefused("operators", new OnnxBuilder().Node("Evil", ["x"], "y", "com.evil").Build());
        Assert.NotNull(Read(new OnnxBuilder().Node("FusedMatMul", ["x"], "y", "com.microsoft").Build()));
    }

    [Fact]
    public void Functions_training_information_and_sparse_tensors_are_refused()
    {
        AssertRefused("functions", With(builder => builder.Model.Message(25, new ProtobufWriter())));
        AssertRefused("training", With(builder => builder.Model.Message(20, new ProtobufWriter())));
        AssertRefused("sparse", With(builder => builder.Graph.Message(15, new ProtobufWriter())));
    }

    [Fact]
    public void A_graph_nested_without_end_is_refused()
    {
        var graph = new ProtobufWriter();
        for (var depth = 0; depth < 100; depth++)
            graph = new ProtobufWriter().Message(1, new ProtobufWriter().Message(5, new ProtobufWriter().Message(6, graph)));
        var builder = new OnnxBuilder();
        builder.Graph.Message(1, new ProtobufWriter().Message(5, new ProtobufWriter().Message(6, graph)));

        AssertRefused("deep", builder.Build());
    }

    [Fact]
    public void Names_without_end_are_refused() => AssertRefused("name", Model(OnnxBuilder.Tensor(new string('n', 100_000), 1, [0])));

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_read_never_worse()
    {
        var model = TinyModel.Classifier(2, TinyModel.Weights(2));
        for (var length = 0; length < model.Length; length++)
            ReadOrRefuse(model[..length]);
    }

    [Fact]
    public void Random_damage_is_refused_or_read_never_worse()
    {
        var random = new Random(5);
        var model = TinyModel.Answerer(TinyModel.Weights(2));
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = (byte[])model.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            ReadOrRefuse(damaged);
        }
    }

    private static void ReadOrRefuse(byte[] model)
    {
        try
        {
            Read(model);
        }
        catch (InvalidDataException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }

    private static void AssertRefused(string reason, byte[] model) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read(model)).Message, StringComparison.Ordinal);

    private static byte[] Model(ProtobufWriter tensor) => new OnnxBuilder().Tensor(tensor).Build();

    private static byte[] With(Action<OnnxBuilder> change)
    {
        var builder = new OnnxBuilder();
        change(builder);
        return builder.Build();
    }

    private static OnnxGraph Read(byte[] model) => OnnxGraphReader.Read(new MemoryStream(model));
}

using ServerlessNlp.Cli.Evaluation;
using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Tests.Evaluation;

/// <summary>Evaluations of models whose answers can be worked out by hand, through the session that commands use.</summary>
public sealed class EvaluationTests
{
    [Fact]
    public async Task One_label_is_measured_with_its_confidence()
    {
        using var package = Classifier(manifest => manifest);
        var units = Columns("positive\ta good film", "negative\ta bad film", "positive\ta bad film", "negative\t ");

        var (figures, run) = await RunAsync(package, "classify", (run, map) => ClassificationEvaluation.RunAsync(run, units, map, default));

        var measured = Assert.IsType<ClassificationFigures>(figures);
        Assert.Equal((4, 1), (run.Documents, run.Refused));
        Assert.Equal(0.5, measured.Accuracy);
        // Of positive 1 of 1 found and 1 of 2 wanted; of negative 1 of 2 and 1 of 2.
        Assert.Equal((2 / 3.0 + 0.5) / 2, measured.MacroF1, 1e-9);
        // Three answers of one confidence, two of them right.
        var confidence = 1 / (1 + Math.Exp(-2));
        Assert.Equal(confidence - 2 / 3.0, measured.CalibrationError, 1e-6);
        Assert.Null(measured.Abstained);
        Assert.Null(measured.MicroF1);
    }

    [Fact]
    public async Task Labels_of_the_data_are_renamed_or_left_out()
    {
        using var package = Classifier(manifest => manifest);
        var units = Columns("pos\ta good film", "neg\ta bad film", "neutral\tthe film");

        var (figures, run) = await RunAsync(package, "classify", (run, map) => ClassificationEvaluation.RunAsync(run, units, map, default), "pos=positive,neg=negative,neutral=");

        Assert.Equal(2, run.Documents);
        Assert.Equal(1, Assert.IsType<ClassificationFigures>(figures).Accuracy);
    }

    [Theory]
    [InlineData("pos=positive", "doesn't know: neg.")]
    [InlineData("pos=positive,neg=bad", "doesn't know: bad.")]
    [InlineData("pos=positive,neg=negative,odd=negative", "no label odd")]
    [InlineData("pos=positive,neg", "FROM=TO")]
    [InlineData("pos=a,pos=b", "FROM=TO")]
    public async Task Labels_that_don_t_fit_are_named(string labels, string reason)
    {
        using var package = Classifier(manifest => manifest);
        var units = Columns("pos\ta good film", "neg\ta bad film");

        var exception = await Assert.ThrowsAsync<CliException>(() => RunAsync(package, "classify", (run, map) => ClassificationEvaluation.RunAsync(run, units, map, default), labels));

        Assert.Contains(reason, exception.Message);
    }

    [Fact]
    public async Task A_manifests_threshold_shows_in_what_is_abstained()
    {
        using var package = Classifier(manifest => manifest with { Threshold = 0.7 });
        var units = Columns("positive\ta good film", "negative\tthe film", "negative\tthe film", "negative\tbad");

        var (figures, _) = await RunAsync(package, "classify", (run, map) => ClassificationEvaluation.RunAsync(run, units, map, default));

        Assert.Equal(0.5, Assert.IsType<ClassificationFigures>(figures).Abstained);
    }

    [Fact]
    public async Task Several_labels_hold_from_the_manifests_thresholds_on()
    {
        // good gives praise 4 and blame 0, which is a probability of one half.
        using var package = TinyPackage.Create(
            TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [4, 0]), ("bad", [0, 4]), ("film", [-2, -2]))),
            manifest => manifest with { Labels = ["praise", "blame"], MultiLabel = true, Thresholds = [0.5, 0.6], KnownAnswer = new KnownAnswer("good film", new ExpectedAnswer("praise", 0.880797), 1e-3) });
        var units = Columns("praise\tgood film", "praise,blame\tgood bad film", "\tfilm", "blame\tgood");

        var (figures, _) = await RunAsync(package, "classify", (run, map) => ClassificationEvaluation.RunAsync(run, units, map, default));

        var measured = Assert.IsType<ClassificationFigures>(figures);
        Assert.Equal(3 / 4.0, measured.Accuracy);
        // praise: 2 right of 3 found and 2 wanted; blame: 1 of 1 and 2.
        Assert.Equal((0.8 + 2 / 3.0) / 2, measured.MacroF1, 1e-9);
        Assert.Equal(2.0 * 3 / (4 + 4), measured.MicroF1!.Value, 1e-9);
        Assert.InRange(measured.CalibrationError, 0.01, 0.5);
    }

    [Fact]
    public async Task Entities_are_right_where_kind_and_place_are()
    {
        var table = TinyModel.Weights(5, ("anna", [0, 8, 0, 0, 0]), ("smith", [0, 0, 8, 0, 0]), ("paris", [0, 0, 0, 8, 0]));
        for (var token = 0; token < TinyModel.Vocabulary.Length; token++)
            table[token * 5] += 4;
        using var package = TinyPackage.Create(TinyModel.PerToken("logits", 5, table), manifest =>
            manifest with { Task = ModelTasks.Entities, Labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"], KnownAnswer = new KnownAnswer("anna", new ExpectedAnswer("PER", 0.9, 0, 4), 0.2) });
        DataUnit[] units = [Tags("Anna B-person", "Smith I-person", "lives O", "in O", "Paris B-place"), Tags("Anna B-person", "Smith O", "Paris B-event")];

        var (figures, _) = await RunAsync(package, "entities", (run, map) => EntityEvaluation.RunAsync(run, units, map, default), "person=PER,place=LOC,event=");

        // Found: Anna Smith, Paris, Anna Smith, Paris; wanted: Anna Smith, Paris, Anna.
        var measured = Assert.IsType<EntityFigures>(figures);
        Assert.Equal((0.5, 2 / 3.0), (measured.Precision, measured.Recall));
        Assert.Equal(["LOC", "PER"], measured.Labels.Select(label => label.Label));
    }

    [Fact]
    public async Task Questions_are_measured_with_and_without_those_that_have_no_answer()
    {
        using var package = TinyPackage.Create(
            TinyModel.Answerer(TinyModel.Weights(2, ("[CLS]", [2, 2]), ("in", [5, 0]), ("paris", [0, 5]))),
            manifest => manifest with
            {
                Task = ModelTasks.Answer,
                Labels = [],
                Outputs = ["start_logits", "end_logits"],
                KnownAnswer = new KnownAnswer("anna lives in paris", new ExpectedAnswer(null, 0.9, 11, 8), 0.5, Question: "where ?"),
            });
        var units = new[]
        {
            """{"context":"anna lives in paris","question":"where ?","answers":["in Paris"]}""",
            """{"context":"anna lives in paris","question":"where ?","answers":["Paris"]}""",
            """{"context":"anna lives in paris","question":"who ?","answers":[]}""",
            """{"context":"the film","question":"who ?","answers":[]}""",
        }.Select((line, i) => new DataUnit(DataForm.Json, "a.jsonl", "Line", i + 1, line)).ToList();

        var (figures, _) = await RunAsync(package, "answer", (run, map) => AnswerEvaluation.RunAsync(run, units, map, default));

        var measured = Assert.IsType<AnswerFigures>(figures);
        Assert.Equal(new MatchFigures(0.5, (1 + 2 / 3.0) / 2, 1, 2), measured.Answerable);
        Assert.Equal(new MatchFigures(0.5, 0.5, 0.5, 2), measured.Unanswerable);
        Assert.Equal(0.5, measured.All.ExactMatch);
        Assert.Equal((1 + 2 / 3.0 + 1) / 4, measured.All.F1, 1e-9);
    }

    [Fact]
    public async Task Pairs_are_measured_by_how_their_scores_go_with_the_datas()
    {
        using var package = TinyPackage.Create(
            TinyModel.PerToken("last_hidden_state", 3, TinyModel.Weights(3, ("good", [3, 0, 0]), ("film", [2, 1, 0]), ("bad", [-3, 0, 0]), ("paris", [0, 5, 0]))),
            manifest => manifest with
            {
                Task = ModelTasks.Embed,
                Labels = [],
                Outputs = ["last_hidden_state"],
                Pooling = "mean",
                Normalize = true,
                KnownAnswer = new KnownAnswer("good", new ExpectedAnswer(null, 1), 0.01, Pair: "good"),
            });
        var units = Columns("5\tgood\tgood", "3\tgood\tfilm", "2\tgood\tparis", "0\tgood\tbad");

        var (figures, _) = await RunAsync(package, "compare", (run, map) => SimilarityEvaluation.RunAsync(run, units, map, default));

        var measured = Assert.IsType<SimilarityFigures>(figures);
        Assert.Equal(1, measured.Spearman, 1e-9);
        Assert.InRange(measured.Pearson, 0.9, 0.999);
    }

    [Fact]
    public async Task Summaries_are_measured_next_to_what_needs_no_model()
    {
        using var package = TinyPackage.Create(
            TinyModel.PerToken("logits", 1, TinyModel.Weights(1, ("good", [2]), ("bad", [-2]))),
            manifest => manifest with { Task = ModelTasks.Summarize, Labels = [], KnownAnswer = new KnownAnswer("Good.", new ExpectedAnswer(null, 0.73, 0, 5), 0.2) });
        DataUnit[] units = [new(DataForm.Json, "a.jsonl", "Line", 1, """{"text":"The bad film. The film in Paris. Very good and good film. Anna lives.","summary":"Very good and good film."}""")];

        var (figures, _) = await RunAsync(package, "summarize", (run, map) => SummaryEvaluation.RunAsync(run, units, map, default));

        var measured = Assert.IsType<SummaryFigures>(figures);
        Assert.Equal(1, measured.Model!.Value.Two);
        Assert.Equal(0, measured.Lead.Two);
    }

    private static TinyPackage Classifier(Func<ModelManifest, ModelManifest> change) =>
        TinyPackage.Create(TinyModel.Classifier(2, TinyModel.Weights(2, ("good", [0, 2]), ("bad", [2, 0]))), change);

    private static List<DataUnit> Columns(params string[] lines) => [.. lines.Select((line, i) => new DataUnit(DataForm.Columns, "a.tsv", "Line", i + 1, line))];

    private static DataUnit Tags(params string[] lines) => new(DataForm.Tags, "a.conll", "Line", 1, string.Join('\n', lines));

    private static async Task<(ModelFigures, EvaluationRun)> RunAsync(TinyPackage package, string taskName, Func<EvaluationRun, LabelMap, Task<ModelFigures>> measure, string? labels = null)
    {
        var task = NlpTask.Find(taskName)!;
        await using var session = TaskSession.Open(task, package.Directory, null, default);
        var run = new EvaluationRun(session, task, package.Open().Manifest, _ => { });
        return (await measure(run, new LabelMap(labels)), run);
    }
}

using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;
using ServerlessNlp.Tasks.Entities;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Measures a model for <c>entities</c>: kind and place must be exactly right (Tjong Kim Sang and De Meulder 2003).</summary>
internal static class EntityEvaluation
{
    public static async Task<ModelFigures> RunAsync(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap map, CancellationToken cancellationToken)
    {
        var items = units.Select(TaggedText.Parse).OfType<TaggedText>().Where(item => item.Text.Length > 0).Select(item => Rename(item, map)).ToList();
        map.Require(run.Manifest!, run.Manifest!.Labels.Where(label => label != "O").Select(label => label[2..]).Distinct());

        var answers = await run.AnswerAsync(items.Select(item => new TaskDocument("", item.Text)), cancellationToken);
        var counts = new LabelCounts();
        foreach (var (item, answer) in items.Zip(answers))
        {
            var found = answer is EntitiesAnswer entities ? entities.Entities : [];
            counts.Add(item.Entities.ToHashSet(), found.Select(entity => new PlacedEntity(entity.Label, entity.Offset, entity.Length)).ToHashSet(), entity => entity.Label);
        }
        return new EntityFigures(counts.Total.Precision, counts.Total.Recall, counts.Total.F1, LabelFigures.Of(counts));
    }

    private static TaggedText Rename(TaggedText item, LabelMap map) => item with
    {
        Entities = [.. item.Entities.Select(entity => (Name: map.Of(entity.Label), Entity: entity)).Where(pair => pair.Name is not null).Select(pair => pair.Entity with { Label = pair.Name! })],
    };
}

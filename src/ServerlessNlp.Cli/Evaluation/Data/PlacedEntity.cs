namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>An entity by its kind and place: what two answers must agree in.</summary>
internal readonly record struct PlacedEntity(string Label, int Offset, int Length);

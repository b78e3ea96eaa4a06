using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>What was measured, of what, on what.</summary>
/// <param name="Model">The model; null where the task was done without one.</param>
/// <param name="Architecture">Its architecture.</param>
/// <param name="Precision">The precision of its weights.</param>
/// <param name="Bytes">The size of its package's files.</param>
/// <param name="Task">The task.</param>
/// <param name="Data">The name of the data file.</param>
/// <param name="HeldOut">Whether only its held-out part was taken.</param>
/// <param name="Documents">How many documents were measured on.</param>
/// <param name="Refused">Those of them that got an error, which counts as a wrong answer.</param>
/// <param name="DocumentsPerSecond">How many a second, the model being loaded, on this machine.</param>
/// <param name="Figures">The figures.</param>
internal sealed record EvaluationReport(
    ModelIdentity? Model, string? Architecture, string? Precision, long? Bytes, string Task, string Data, bool HeldOut, int Documents, int Refused, double DocumentsPerSecond, ModelFigures Figures);

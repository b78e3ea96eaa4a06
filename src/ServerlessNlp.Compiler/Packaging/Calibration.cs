using System.Text.Json;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>What training fitted for the scores and left beside the weights, in <c>calibration.json</c>; empty where there is none.</summary>
/// <param name="Temperature">What logits are divided by.</param>
/// <param name="Threshold">The score below which an answer is withheld.</param>
/// <param name="Thresholds">The same for each label.</param>
internal sealed record Calibration(double? Temperature = null, double? Threshold = null, IReadOnlyList<double>? Thresholds = null)
{
    public const string FileName = "calibration.json";

    private const long MaxBytes = 1 << 20;

    /// <exception cref="CompilerException">The file cannot be understood.</exception>
    public static Calibration Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists)
            return new Calibration();
        if (file.Length > MaxBytes)
            throw new CompilerException($"{FileName} is larger than 1 MB: it is damaged.");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), CalibrationJson.Default.Calibration) ?? new Calibration();
        }
        catch (JsonException error)
        {
            throw new CompilerException($"{FileName} must be an object with temperature, threshold or thresholds.", error);
        }
    }
}

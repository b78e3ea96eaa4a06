using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks;

/// <summary>Loads models that answer as their manifests say.</summary>
public static class ModelLoader
{
    /// <summary>
    /// Loads a package: verifies its files, holds its graph against its manifest, creates the session and runs the known answer.
    /// Takes from tens of milliseconds to a second: see <see cref="Model"/>.
    /// </summary>
    /// <exception cref="ModelPackageException">The package is refused, with the reason.</exception>
    public static Model Load(ModelPackage package, InferenceOptions options, CancellationToken cancellationToken)
    {
        var model = Model.Load(package, options, cancellationToken);
        try
        {
            Telemetry.LoadStage("known-answer", package.Manifest.Name, () => KnownAnswers.Check(model, cancellationToken));
            return model;
        }
        catch (InvalidOperationException exception)
        {
            model.Dispose();
            throw new ModelPackageException($"{ModelManifest.ModelFileName} can't be run: {exception.Message} Compile the model again with `nlp compile`.", exception);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessNlp.Models;

namespace ServerlessNlp.Service.Models;

/// <summary>The content of <c>{name}/current.json</c>.</summary>
/// <param name="Version">The version served to who asks for none.</param>
internal sealed record CurrentVersion([property: JsonPropertyName("version")] string Version)
{
    public BinaryData ToJson() => BinaryData.FromObjectAsJson(this);

    /// <exception cref="ModelPackageException">It is not JSON, or names no version.</exception>
    public static CurrentVersion Parse(BinaryData json)
    {
        try
        {
            if (json.ToObjectFromJson<CurrentVersion>() is { } current && ModelName.IsValid(current.Version))
                return current;
        }
        catch (JsonException)
        {
            // Told below, without the content.
        }
        throw new ModelPackageException("current.json names no version. Publish the model again.");
    }
}

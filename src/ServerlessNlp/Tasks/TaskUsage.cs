using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks;

/// <summary>What a request used.</summary>
public sealed record TaskUsage
{
    /// <summary>The documents answered.</summary>
    public int Documents { get; init; }

    /// <summary>The characters read, in UTF-16 code units, pairs and questions included.</summary>
    public long Characters { get; init; }

    /// <summary>The tokens that went through the model, special tokens included, padding not.</summary>
    public long Tokens { get; init; }

    /// <summary>The windows that went through the model.</summary>
    [JsonIgnore]
    public int Windows { get; init; }

    /// <summary>Milliseconds spent in the model, rounded to a hundredth.</summary>
    public double InferenceMs { get; init; }

    /// <summary>Whether the request had to wait for the model to be loaded.</summary>
    public bool Cold { get; init; }
}

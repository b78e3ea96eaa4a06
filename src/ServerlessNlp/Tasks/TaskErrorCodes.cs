namespace ServerlessNlp.Tasks;

/// <summary>The codes of errors that concern one document, and of refused options.</summary>
public static class TaskErrorCodes
{
    /// <summary>The document, its pair or its question has no text.</summary>
    public const string EmptyDocument = "EmptyDocument";

    /// <summary>The document has more characters than are allowed, or a part that must fit a model's input does not.</summary>
    public const string DocumentTooLong = "DocumentTooLong";

    /// <summary>The model gave something that is not a number.</summary>
    public const string InvalidOutput = "InvalidOutput";

    /// <summary>An option is unknown or has a value that can't be.</summary>
    public const string InvalidOption = "InvalidOption";
}

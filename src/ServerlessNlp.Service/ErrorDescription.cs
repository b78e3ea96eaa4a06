namespace ServerlessNlp.Service;

/// <summary>
/// What may be told about an exception: its type or code, and where it happened. Never its message, which may quote a text,
/// a name or an address.
/// </summary>
public static class ErrorDescription
{
    /// <summary>In a word or two.</summary>
    public static string Of(Exception exception) => exception switch
    {
        NlpException known => known.Code.ToString(),
        Azure.RequestFailedException failed => $"{nameof(Azure.RequestFailedException)} {failed.Status} {failed.ErrorCode}",
        { InnerException: { } inner } => $"{exception.GetType().Name} ({Of(inner)})",
        _ => exception.GetType().Name,
    };

    /// <summary>With the methods that it came through.</summary>
    public static string WithPlace(Exception exception) => $"{Of(exception)}\n{exception.StackTrace}";
}

using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Http;

/// <summary>The status of each refusal.</summary>
internal static class ErrorStatus
{
    public static int Of(ErrorCode code) => code switch
    {
        ErrorCode.InvalidRequest => StatusCodes.Status400BadRequest,
        ErrorCode.ModelNotFound or ErrorCode.TaskNotFound or ErrorCode.DocumentNotFound or ErrorCode.JobNotFound => StatusCodes.Status404NotFound,
        ErrorCode.RequestTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ErrorCode.Overloaded => StatusCodes.Status429TooManyRequests,
        ErrorCode.ModelLoading or ErrorCode.ModelUnavailable or ErrorCode.StorageUnavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorCode.InternalError => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

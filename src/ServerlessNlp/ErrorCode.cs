namespace ServerlessNlp;

/// <summary>Why a request or a piece of work was refused: the <c>code</c> of problem responses and of poison reasons.</summary>
public enum ErrorCode
{
    /// <summary>Not JSON, cut off, of wrong types, or text that is no text.</summary>
    InvalidRequest,

    /// <summary>There is no such task.</summary>
    TaskNotFound,

    /// <summary>There is no such model.</summary>
    ModelNotFound,

    /// <summary>The body is over the limit.</summary>
    RequestTooLarge,

    /// <summary>The body's content type is not one that is read.</summary>
    UnsupportedMediaType,

    /// <summary>No documents, or a document lacks what its task needs.</summary>
    InvalidDocuments,

    /// <summary>More documents than a request may have.</summary>
    TooManyDocuments,

    /// <summary>Two documents have the same id.</summary>
    DuplicateId,

    /// <summary>An option is unknown to the task, or has a value it can't have.</summary>
    InvalidOption,

    /// <summary>The model was made for another task.</summary>
    WrongTask,

    /// <summary>Every slot is taken.</summary>
    Overloaded,

    /// <summary>The model is still loading.</summary>
    ModelLoading,

    /// <summary>The model's package is damaged or refused.</summary>
    ModelUnavailable,

    /// <summary>Storage doesn't answer.</summary>
    StorageUnavailable,

    /// <summary>There is no such job, or it has expired.</summary>
    JobNotFound,

    /// <summary>A job of more documents than a job may have.</summary>
    JobTooLarge,

    /// <summary>The idempotency key was used for another request.</summary>
    IdempotencyKeyReused,

    /// <summary>Something went wrong that nobody foresaw.</summary>
    InternalError,

    /// <summary>A queue message that can't be read.</summary>
    InvalidMessage,

    /// <summary>The document that a message names is not there.</summary>
    DocumentNotFound,

    /// <summary>The document has another version than the one that is meant.</summary>
    DocumentChanged,

    /// <summary>The document is of a format that is not read.</summary>
    UnsupportedFormat,

    /// <summary>The document is damaged, or not the text that it is said to be.</summary>
    UnreadableDocument,

    /// <summary>The document has no text.</summary>
    EmptyDocument,

    /// <summary>The document is longer than is allowed.</summary>
    DocumentTooLong,

    /// <summary>The model gave something that is not a number for the document.</summary>
    InvalidOutput,
}

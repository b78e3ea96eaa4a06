namespace ServerlessNlp.Service.Jobs;

/// <summary>Why a piece of work failed: a job shows it, and a poison message has it as its reason.</summary>
/// <param name="Code">For programs: the name of an <see cref="ErrorCode"/>, or <see cref="Crashed"/>.</param>
/// <param name="Detail">For people.</param>
public sealed record WorkError(string Code, string Detail)
{
    /// <summary>The code of a message that a host gave up on by itself.</summary>
    public const string Crashed = "crashed";
}

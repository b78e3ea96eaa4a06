namespace ServerlessNlp.Service.Messages;

/// <summary>Some lines of a batch: a work item of its own.</summary>
/// <param name="Offset">Where the first line begins, in bytes.</param>
/// <param name="Length">The bytes up to the end of the last line.</param>
/// <param name="First">The number of the first line, from 1.</param>
/// <param name="Documents">How many documents there are: lines that are not blank.</param>
public sealed record LineRange(long Offset, long Length, int First, int Documents);

namespace ServerlessNlp.Tasks;

/// <summary>How much of a document the answer rests on.</summary>
/// <param name="Characters">The characters read, in the units of <see cref="StringIndexType"/>: the whole document.</param>
/// <param name="Windows">Into how many overlapping windows it was divided to fit the model; 1 for a short one.</param>
public sealed record Coverage(int Characters, int Windows);

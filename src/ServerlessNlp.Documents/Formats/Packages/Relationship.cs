namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>What a part names another by.</summary>
/// <param name="Id">The name, within the part.</param>
/// <param name="Kind">The end of its type: <c>footnotes</c>, <c>styles</c>, <c>aFChunk</c>. What stands before it differs between editions.</param>
/// <param name="Target">The part; an address where it is external.</param>
/// <param name="IsExternal">Whether it is no part of the package.</param>
internal readonly record struct Relationship(string Id, string Kind, string Target, bool IsExternal);

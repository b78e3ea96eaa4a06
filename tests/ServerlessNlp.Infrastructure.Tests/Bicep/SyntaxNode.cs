namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A node of a syntax tree as tree-sitter-bicep gives it.</summary>
internal sealed record SyntaxNode(string Type, string? Field, string Text, int Line, bool Named, IReadOnlyList<SyntaxNode> Children)
{
    /// <summary>The children that aren't punctuation, keywords or comments.</summary>
    public IEnumerable<SyntaxNode> NamedChildren => Children.Where(child => child.Named && child.Type is not ("comment" or "diagnostic_comment"));

    public SyntaxNode? ByField(string field) => Children.FirstOrDefault(child => child.Field == field);

    public SyntaxNode? OfType(string type) => Children.FirstOrDefault(child => child.Type == type);

    /// <summary>What stands right of the equals sign of a declaration.</summary>
    public SyntaxNode? AssignedValue =>
        Children.SkipWhile(child => child.Type != "=").Skip(1).FirstOrDefault(child => child.Type != "comment");

    public IEnumerable<SyntaxNode> DescendantsAndSelf() => Children.SelectMany(child => child.DescendantsAndSelf()).Prepend(this);
}

namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A file of Bicep: what it declares.</summary>
internal sealed class BicepFile
{
    public BicepFile(string path, SyntaxNode tree)
    {
        Path = path;
        Tree = tree;
        Parameters = Declarations("parameter_declaration").ToDictionary(node => NameOf(node), node => new BicepParameter(NameOf(node), node.AssignedValue, node.Line));
        Variables = Declarations("variable_declaration").ToDictionary(NameOf, node => node.AssignedValue!);
        Outputs = Declarations("output_declaration").ToDictionary(NameOf, node => node.AssignedValue!);
        Resources = [.. Declarations("resource_declaration").Select(ReadResource)];
        Modules = [.. Declarations("module_declaration").Select(ReadModule)];
        Imports = [.. Declarations("import_functionality").SelectMany(ReadImports)];
    }

    /// <summary>The path from the folder of the infrastructure.</summary>
    public string Path { get; }

    public SyntaxNode Tree { get; }

    public IReadOnlyDictionary<string, BicepParameter> Parameters { get; }

    public IReadOnlyDictionary<string, SyntaxNode> Variables { get; }

    public IReadOnlyDictionary<string, SyntaxNode> Outputs { get; }

    public IReadOnlyList<BicepResource> Resources { get; }

    public IReadOnlyList<BicepModule> Modules { get; }

    public IReadOnlyList<BicepImport> Imports { get; }

    /// <summary>The names that expressions of this file may use.</summary>
    public IEnumerable<string> Symbols =>
        [.. Parameters.Keys, .. Variables.Keys, .. Resources.Select(r => r.Symbol), .. Modules.Select(m => m.Symbol), .. Imports.Select(i => i.Symbol)];

    private IEnumerable<SyntaxNode> Declarations(string type) => Tree.Children.Where(node => node.Type == type);

    private static string NameOf(SyntaxNode declaration) => declaration.OfType("identifier")!.Text;

    private static string TextOf(SyntaxNode declaration) => StringOf(declaration.OfType("string")!);

    private static string StringOf(SyntaxNode text) => string.Concat(text.NamedChildren.Select(part => part.Text));

    private static BicepResource ReadResource(SyntaxNode node)
    {
        var type = TextOf(node).Split('@');
        return new(NameOf(node), type[0], type.ElementAtOrDefault(1) ?? "", node.OfType("existing") is not null, node.AssignedValue!, node.Line);
    }

    private BicepModule ReadModule(SyntaxNode node) => new(NameOf(node), PathFromHere(TextOf(node)), node.AssignedValue!, node.Line);

    private IEnumerable<BicepImport> ReadImports(SyntaxNode node)
    {
        var path = PathFromHere(TextOf(node));
        return node.NamedChildren.Where(child => child.Type == "identifier").Select(child => new BicepImport(child.Text, path, child.Line));
    }

    private string PathFromHere(string path) =>
        System.IO.Path.GetRelativePath("/", System.IO.Path.GetFullPath(path, "/" + System.IO.Path.GetDirectoryName(Path)));
}

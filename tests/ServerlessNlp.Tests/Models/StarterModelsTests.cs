using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tests.Models;

/// <summary>models/README.md against the packages and their cards.</summary>
public sealed partial class StarterModelsTests
{
    private const long LargestPackage = 16 << 20;

    private static readonly string Page = File.ReadAllText(Repository.PathOf("models", "README.md"));

    public static TheoryData<string> Packages() => [.. Names()];

    [Fact]
    public void Every_package_has_a_row_and_every_row_a_package() =>
        Assert.Equal(Names(), Rows().Select(row => row.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_row_says_what_the_manifest_says(string package)
    {
        var manifest = ModelPackage.Open(Repository.PathOf("models", package)).Manifest;
        var row = Rows().Single(row => row.Name == package);

        Assert.Equal(manifest.Name, package);
        Assert.Equal((manifest.Architecture, manifest.Precision), (row.Architecture, row.Precision));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{manifest.TotalBytes / 1e6:0.0} MB"), row.Size);
        Assert.InRange(manifest.TotalBytes, 1, LargestPackage);
        Assert.StartsWith(row.Licence, manifest.Licence, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_rows_figures_stand_on_the_card_and_beside_the_command_that_makes_them_again(string package)
    {
        var card = File.ReadAllText(Repository.PathOf("models", package, "README.md"));
        var row = Rows().Single(row => row.Name == package);
        var commands = Page.Split('\n').Where(line => line.StartsWith($"nlp evaluate --model models/{package} ", StringComparison.Ordinal)).ToList();

        foreach (var figure in new[] { row.Shipped, row.Before })
        {
            var numbers = Numbers.Matches(figure).Select(match => match.Value).ToList();
            Assert.NotEmpty(numbers);
            Assert.All(numbers, number => Assert.Matches($@"(?<![\d.]){Regex.Escape(number)}(?![\d])", card));
        }
        Assert.NotEmpty(commands);
        Assert.All(Numbers.Matches(row.Shipped), number => Assert.Contains(commands, command => command[command.IndexOf('#', StringComparison.Ordinal)..].Contains(number.Value, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Names() => Directory.GetDirectories(Repository.PathOf("models"))
        .Where(folder => File.Exists(Path.Combine(folder, ModelManifest.FileName)))
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<Row> Rows() => Page.Split('\n')
        .Select(line => Link.Match(line))
        .Where(link => link.Success)
        .Select(link => (Name: link.Groups["name"].Value, Cells: link.Groups["cells"].Value.Split('|', StringSplitOptions.TrimEntries)))
        .Select(row => new Row(row.Name, row.Cells[0], row.Cells[1], row.Cells[2], row.Cells[4], row.Cells[5], row.Cells[8]));

    [GeneratedRegex(@"^\| \[(?<name>[^\]]+)\]\(\k<name>/README\.md\) \|(?<cells>.+)\|\s*$")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Numbers { get; }

    private sealed record Row(string Name, string Architecture, string Precision, string Size, string Shipped, string Before, string Licence);
}

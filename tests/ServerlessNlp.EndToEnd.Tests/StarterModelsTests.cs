namespace ServerlessNlp.EndToEnd.Tests;

public sealed class StarterModelsTests
{
    /// <summary>
    /// Runs every command of models/README.md, and looks for the figure that stands beside it: "# accuracy 82.7 %" is a line of the
    /// output that begins with accuracy and has 82.7 %. Takes minutes, so only with SERVERLESSNLP_FULL=1.
    /// </summary>
    [FullDataFact]
    public async Task The_tables_figures_come_out_of_its_commands()
    {
        var commands = File.ReadAllLines(Repository.PathOf("models", "README.md")).Where(line => line.StartsWith("nlp evaluate ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var (arguments, expected) = command.Split('#', StringSplitOptions.TrimEntries) is [var left, var right] ? (left.Split(' ')[1..], right) : throw new InvalidDataException(command);
            var output = await NlpProgram.RunAsync(arguments, folder: Repository.Root, within: TimeSpan.FromMinutes(30));

            Assert.True(output.ExitCode == 0, output.Error);
            foreach (var figure in expected.Split(',', StringSplitOptions.TrimEntries))
            {
                var value = figure.IndexOfAny([.. "0123456789"]);
                Assert.Contains(output.Lines, line => line.StartsWith(figure[..value].Trim(), StringComparison.Ordinal) && line.Contains(figure[value..], StringComparison.Ordinal));
            }
        }
    }

    private sealed class FullDataFactAttribute : FactAttribute
    {
        public FullDataFactAttribute() => Skip =
            Repository.SharedData is null ? "needs the data sets in ../shared/data, which are not beside this checkout"
            : Environment.GetEnvironmentVariable("SERVERLESSNLP_FULL") != "1" ? "takes minutes: runs with SERVERLESSNLP_FULL=1"
            : null;
    }
}

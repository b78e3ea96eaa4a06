using ServerlessNlp.Cli.Submission;

namespace ServerlessNlp.Cli.Tests.Submission;

public sealed class InputFilesTests
{
    [Fact]
    public void What_systems_and_programs_leave_behind_is_left_out_and_said()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string[] documents = ["a.txt", "b/c.docx", "b/.hidden.md"];
            string[] leftovers = [".DS_Store", "b/.ds_store", "b/~$c.docx", "Thumbs.db", "._a.txt", "b/.~lock.c.docx#", "desktop.ini", "__MACOSX/a.txt"];
            foreach (var name in documents.Concat(leftovers))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, name))!);
                File.WriteAllText(Path.Combine(folder.FullName, name), "x");
            }
            var leftOut = new List<string>();

            var found = InputFiles.Find([folder.FullName], file => leftOut.Add(file.Name));

            Assert.Equal(documents.Order(StringComparer.Ordinal), found.Select(file => file.Name).Order(StringComparer.Ordinal));
            Assert.Equal(leftovers.Order(StringComparer.Ordinal), leftOut.Order(StringComparer.Ordinal));
            Assert.Throws<CliException>(() => InputFiles.Find([Path.Combine(folder.FullName, "Thumbs.db")], _ => { }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

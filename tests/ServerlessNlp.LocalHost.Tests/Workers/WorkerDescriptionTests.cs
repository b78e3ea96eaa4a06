using ServerlessNlp.LocalHost.Workers;

namespace ServerlessNlp.LocalHost.Tests.Workers;

public sealed class WorkerDescriptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void A_folder_without_a_worker_says_what_to_do() =>
        Assert.Contains("Build or publish", Assert.Throws<FunctionsHostException>(() => WorkerDescription.Read(_folder)).Message);

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"description":{"defaultExecutablePath":7,"defaultWorkerPath":"a.dll"}}""")]
    public void A_description_that_is_none_is_refused(string json)
    {
        File.WriteAllText(Path.Combine(_folder, "worker.config.json"), json);

        Assert.Throws<FunctionsHostException>(() => WorkerDescription.Read(_folder));
    }

    [Fact]
    public void A_worker_lies_beside_its_description()
    {
        File.WriteAllText(Path.Combine(_folder, "worker.config.json"), """{"description":{"language":"dotnet-isolated","defaultExecutablePath":"{self}","defaultWorkerPath":"App.dll"}}""");

        var worker = WorkerDescription.Read(_folder);

        Assert.Equal((_folder, "{self}", Path.Combine(_folder, "App.dll")), (worker.Directory, worker.Executable, worker.Assembly));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

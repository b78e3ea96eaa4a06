namespace ServerlessNlp.Tests.Tokenization.Globalization;

/// <summary>These tests run with InvariantGlobalization; an app may switch it off, and run under any culture.</summary>
public sealed class CultureTests(TokenizerFiles files) : IClassFixture<TokenizerFiles>
{
    [IcuTheory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void All_tokenizers_give_the_same_with_globalization_on_and_under_any_culture(string culture) =>
        Assert.Equal(files.Digest, CultureProcess.Digest(culture, files.Folder));
}

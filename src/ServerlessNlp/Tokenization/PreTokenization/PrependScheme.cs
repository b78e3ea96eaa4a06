namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Which splits Metaspace puts its mark before.</summary>
internal enum PrependScheme
{
    Always,
    First,
    Never,
}

namespace ServerlessNlp.Tokenization.Regex;

/// <summary>A class and how often it may occur.</summary>
internal readonly record struct RegexItem(CodePointClass CodePoints, int Minimum, int Maximum);

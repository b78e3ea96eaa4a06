namespace ServerlessNlp.Tokenization.Models;

/// <summary>The best way to a byte: its score, where its last piece begins (-1: no way yet) and that piece's id.</summary>
internal record struct ViterbiNode(double Score, int StartsAt, int Id);

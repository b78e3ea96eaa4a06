namespace ServerlessNlp.Compiler.Architectures;

/// <summary>The heads for classification of whole texts; each reads the first token.</summary>
internal enum SequenceHead
{
    /// <summary>tanh(pooler.dense), then classifier (BERT, SqueezeBERT, MobileBERT).</summary>
    Pooler,

    /// <summary>tanh(pooler), then classifier (ALBERT).</summary>
    AlbertPooler,

    /// <summary>The token itself, then classifier (MobileBERT without classifier_activation).</summary>
    NoPooler,

    /// <summary>tanh(classifier.dense), then classifier.out_proj (RoBERTa, MPNet).</summary>
    DenseTanh,

    /// <summary>gelu(classifier.dense), then classifier.out_proj (ELECTRA, whatever its own activation is).</summary>
    DenseGelu,

    /// <summary>relu(pre_classifier), then classifier (DistilBERT).</summary>
    PreClassifier,
}

"""A start for word embeddings in seconds instead of hours: factorised co-occurrence counts (Levy, Goldberg & Dagan 2015)."""
import numpy
import torch


def embeddings(texts, vocabulary_size, width, window=6, specials=5, scale=0.04, seed=1):
    """Positive pointwise mutual information of pieces within a window, by truncated singular values."""
    counts = numpy.zeros(vocabulary_size * vocabulary_size, "float32")
    for tokens in texts:
        ids = tokens.ids.astype("int64")
        text = numpy.repeat(numpy.arange(len(tokens)), tokens.lengths)
        for distance in range(1, window + 1):
            same = text[distance:] == text[:-distance]
            pairs = ids[:-distance][same] * vocabulary_size + ids[distance:][same]
            counts += numpy.bincount(pairs, minlength=counts.size).astype("float32") * ((window + 1 - distance) / window)
    counts = torch.from_numpy(counts).view(vocabulary_size, vocabulary_size)
    counts = counts + counts.T
    total = counts.sum(1).clamp(min=1.0)
    context = total**0.75
    information = (counts * context.sum() / (total[:, None] * context[None, :])).clamp_(min=1.0).log_()
    torch.manual_seed(seed)
    left, values, _ = torch.svd_lowrank(information, q=width + 32, niter=3)
    vectors = left[:, :width] * values[:width] ** 0.5
    vectors = vectors / (vectors.norm(dim=1, keepdim=True) + 1e-6)
    vectors[:specials] = torch.randn(specials, width) / width**0.5
    return vectors * scale * width**0.5

"""A start for word embeddings in seconds instead of hours: factorised co-occurrence counts (Levy, Goldberg & Dagan 2015)."""
import numpy
import torch

from vocabulary import SPECIALS


def word_vectors(tokens, vocabulary_size, width, window=6, seed=1):
    """Positive pointwise mutual information of pieces within a window, by truncated singular values; length 1, mean removed."""
    counts = numpy.zeros(vocabulary_size * vocabulary_size, "float32")
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
    information = counts.mul_(context.sum()).div_(total[:, None]).div_(context[None, :]).clamp_(min=1.0).log_()
    torch.manual_seed(seed)
    left, values, _ = torch.svd_lowrank(information, q=width + 32, niter=3)
    vectors = left[:, :width] * values[:width] ** 0.5
    # What all words have in common only makes different words alike (Mu & Viswanath 2018).
    vectors = vectors / (vectors.norm(dim=1, keepdim=True) + 1e-6)
    vectors = vectors - vectors[len(SPECIALS):].mean(0)
    vectors = vectors / (vectors.norm(dim=1, keepdim=True) + 1e-6)
    vectors[: len(SPECIALS)] = torch.randn(len(SPECIALS), width) / width**0.5
    return vectors

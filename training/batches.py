"""Batches of about as many tokens each, of texts of about the same length."""
import itertools

import numpy

from vocabulary import CLS, MASK, PAD, SEP


def pad(rows, pairs=None):
    """Rows of ids (with the second texts of pairs) → ids, mask, types [rows, longest] with [CLS] and [SEP]; None where all are the same."""
    rows = [numpy.concatenate([[CLS], row, [SEP]]) for row in rows]
    firsts = [len(row) for row in rows]
    if pairs is not None:
        rows = [numpy.concatenate([row, pair, [SEP]]) for row, pair in zip(rows, pairs)]
    lengths = numpy.array([len(row) for row in rows])
    ids = numpy.full((len(rows), lengths.max()), PAD, "int64")
    types = numpy.zeros_like(ids) if pairs is not None else None
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        if pairs is not None:
            types[i, firsts[i] : len(row)] = 1
    mask = (lengths[:, None] > numpy.arange(lengths.max())).astype("int64")
    return ids, None if mask.all() else mask, types


def by_length(lengths, budget, rng=None):
    """Indices in batches whose padded size keeps to the budget: texts of like length together, batches in random order."""
    order = numpy.argsort(lengths if rng is None else lengths + rng.random(len(lengths)) * (2 + lengths * 0.1), kind="stable")
    batches, batch = [], []
    for i in order:
        if batch and (len(batch) + 1) * (max(lengths[i], lengths[batch[-1]]) + 3) > budget:
            batches.append(batch)
            batch = []
        batch.append(i)
    batches.append(batch)
    for b in range(len(batches)) if rng is None else rng.permutation(len(batches)):
        yield numpy.array(batches[b])


def endless(epoch):
    """The batches of epoch() again and again."""
    return itertools.chain.from_iterable(epoch() for _ in itertools.count())


def drop_words(ids, share, rng):
    """Replaces a share of the words by [MASK], so that no single one decides."""
    ids[(rng.random(ids.shape) < share) & (ids > MASK)] = MASK
    return ids

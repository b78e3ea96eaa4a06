"""Batches of about as many tokens each, of texts of about the same length."""
import itertools

import numpy

from vocabulary import CLS, MASK, PAD, SEP


def crops(tokens, budget, vocabulary_size, rng, share=0.2):
    """Endless batches for pretraining: whole crops of one length, two parts of a text in order or not.

    Yields ids, types, places (flat indices) with the words that stood there, and whether the parts were exchanged.
    A share of the places is masked (80 % [MASK], 10 % random). The parts meet at the middle.
    """
    lengths, shares = [32, 64, 128, 256], [0.3, 0.35, 0.25, 0.1]
    long_enough = {n: numpy.flatnonzero(tokens.lengths >= n - 3) for n in lengths}
    chances = {n: numpy.cumsum(tokens.lengths[long_enough[n]] / tokens.lengths[long_enough[n]].sum()) for n in lengths}
    while True:
        n = lengths[rng.choice(len(lengths), p=shares)]
        rows = max(1, budget // n)
        ids, types, order = numpy.empty((rows, n), "int64"), numpy.zeros((rows, n), "int64"), rng.integers(0, 2, rows)
        for row, swapped in enumerate(order):
            i = long_enough[n][min(len(long_enough[n]) - 1, numpy.searchsorted(chances[n], rng.random()))]
            text = tokens.text(i, rng.integers(tokens.lengths[i] - n + 4), n - 3)
            middle = len(text) // 2 + int(rng.integers(-len(text) // 4, len(text) // 4 + 1))
            first, second = (text[middle:], text[:middle]) if swapped else (text[:middle], text[middle:])
            ids[row] = numpy.concatenate([[CLS], first, [SEP], second, [SEP]])
            types[row, len(first) + 2 :] = 1
        places = numpy.flatnonzero((rng.random(ids.shape) < share) & (ids > MASK))
        words = ids.ravel()[places]
        fate = rng.random(len(places))
        ids.ravel()[places] = numpy.where(fate < 0.8, MASK, numpy.where(fate < 0.9, rng.integers(MASK + 1, vocabulary_size, len(places)), words))
        yield ids, types, places, words, order


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

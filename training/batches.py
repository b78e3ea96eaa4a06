"""Batches of about as many tokens each, of texts of about the same length."""
import numpy

from reviews import CLS, MASK, PAD, SEP, pad


def crops(tokens, mix, budget, vocabulary_size, rng):
    """Endless batches for pretraining: whole crops of one length, 15 % of the places masked (80 % [MASK], 10 % random).

    `mix` is [(set, share)]. Yields ids, places (flat indices) with the words that stood there, and labels (-1: unknown).
    """
    lengths, shares = [16, 32, 64, 128, 256], [0.20, 0.20, 0.30, 0.15, 0.15]
    long_enough = {(name, n): numpy.flatnonzero(tokens[name].lengths >= n - 2) for name, _ in mix for n in lengths}
    names, weights = zip(*mix)
    while True:
        n = lengths[rng.choice(len(lengths), p=shares)]
        rows, labels = [], []
        while len(rows) < max(1, budget // n):
            name = names[rng.choice(len(names), p=weights)]
            if len(long_enough[name, n]) < 100:
                continue
            i = rng.choice(long_enough[name, n])
            rows.append(tokens[name].text(i, rng.integers(tokens[name].lengths[i] - n + 3), n - 2))
            labels.append(tokens[name].labels[i])
        ids, _ = pad(rows)
        chosen = (rng.random(ids.shape) < 0.15) & (ids != CLS) & (ids != SEP) & (ids != PAD)
        places = numpy.flatnonzero(chosen)
        words = ids.ravel()[places]
        fate = rng.random(len(places))
        ids.ravel()[places] = numpy.where(fate < 0.8, MASK, numpy.where(fate < 0.9, rng.integers(5, vocabulary_size, len(places)), words))
        yield ids, places, words, numpy.array(labels)


def epoch(parts, budget, drop, rng):
    """One pass for tuning over `parts` = [(set, indices, longest crop or None, weight)].

    Yields ids, mask, labels, weights; `drop` of the words are replaced by [MASK], so that no single word decides.
    """
    items = []
    for tokens, indices, longest, weight in parts:
        for i in indices:
            n = tokens.lengths[i]
            if longest is None or n <= longest:
                row = tokens.text(i)
            else:
                size = int(rng.integers(12, longest + 1))
                row = tokens.text(i, rng.integers(n - size + 1), size)
            items.append((row, tokens.labels[i], weight))
    order = sorted(rng.permutation(len(items)), key=lambda i: len(items[i][0]))
    batches, batch = [], []
    for i in order:
        if batch and (len(batch) + 1) * (len(items[i][0]) + 2) > budget:
            batches.append(batch)
            batch = []
        batch.append(i)
    batches.append(batch)
    for b in rng.permutation(len(batches)):
        rows, labels, weights = zip(*(items[i] for i in batches[b]))
        ids, mask = pad(rows)
        ids[(rng.random(ids.shape) < drop) & (ids > MASK)] = MASK
        yield ids, mask, numpy.array(labels), numpy.array(weights, "float32")


def in_order(tokens, budget, limit=None):
    """Batches for evaluation, each text in windows of at most 254 pieces: (indices of the texts, ids, mask)."""
    windows = [(i, tokens.text(i, start, 254)) for i in range(min(len(tokens), limit or len(tokens)))
               for start in range(0, max(1, tokens.lengths[i]), 254)]
    windows.sort(key=lambda window: len(window[1]))
    while windows:
        size = max(1, budget // (len(windows[0][1]) + 2))
        part, windows = windows[:size], windows[size:]
        yield numpy.array([i for i, _ in part]), *pad([row for _, row in part])

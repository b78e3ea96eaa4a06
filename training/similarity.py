"""The starter model `similarity`: similarity.py --data ../shared/data --backbone training/.work/encoder --out training/.work/similarity

The encoder was trained for this; little is left to do: cosines are fitted to graded scores (STS-B).
"""
import itertools
import os

from loop import Log, arguments  # first: it settles threads

import numpy
from torch.nn import functional as F

import batches
import checkpoint
from corpus import labelled, open_texts
from heads import Vector
from tuning import report, tune

class Pairs:
    def __init__(self, firsts, seconds, scores, vocabulary):
        self.firsts, self.seconds = ([numpy.array(row, "int64")[:126] for row in vocabulary.encode(side)] for side in (firsts, seconds))
        self.scores = numpy.array(scores, "float32")

    def part(self, indices):
        part = object.__new__(Pairs)
        part.firsts, part.seconds, part.scores = [self.firsts[i] for i in indices], [self.seconds[i] for i in indices], self.scores[indices]
        return part

    def batch(self, some, drop=0.0, rng=None):
        """Both sides in one batch, firsts before seconds: ids, mask, scores."""
        ids, mask, _ = batches.pad([self.firsts[i] for i in some] + [self.seconds[i] for i in some])
        return (batches.drop_words(ids, drop, rng) if drop else ids), mask, self.scores[some]

    def epoch(self, size, drop, rng):
        lengths = numpy.array([len(a) + len(b) for a, b in zip(self.firsts, self.seconds)])
        order = numpy.argsort(lengths + rng.random(len(lengths)) * 12)
        groups = [order[i : i + size] for i in range(0, len(order) - size // 2, size)]
        return (self.batch(groups[g], drop, rng) for g in rng.permutation(len(groups)))


def main():
    options = arguments(__doc__, backbone=None, steps=500, batch=32, rate=5e-5, drop=0.03)
    log = Log(os.path.join(options.run, "log.txt"))
    at = lambda name: os.path.join(options.data, "pairs", name)
    graded = [(float(score) / 5, first, second) for score, first, second in labelled(at("sts-b-train.tsv"), 3)]
    dev = [(float(score) / 5, first, second) for score, first, second in labelled(at("sts-b-dev.tsv"), 3)]
    seen = {text for _, first, second in dev for text in (first, second)}
    graded = [pair for pair in graded if not seen & set(pair[1:])]
    spoken = [text for pair in graded + labelled(at("snli-train.tsv.gz"), 3) for text in pair[1:]] + list(itertools.islice(open_texts(options.data), 5000))
    config, state, vocabulary = checkpoint.shortened(options.backbone, spoken, options.pieces)
    pairs = lambda items: Pairs([a for _, a, _ in items], [b for _, _, b in items], [s for s, _, _ in items], vocabulary)
    train, held, dev = pairs([x for i, x in enumerate(graded) if i % 10 != 9]), pairs(graded[9::10]), pairs(dev)
    log(f"{len(train.firsts)} pairs to train on, {len(held.firsts)} held out, {len(dev.firsts)} dev")
    model = Vector(config).load_backbone(state)

    def loss(module, batch):
        ids, mask, scores = batch
        first, second = module(ids, mask).chunk(2)
        return (10 * F.mse_loss((first * second).sum(1), scores),)

    epoch = lambda rng: train.epoch(options.batch, options.drop, rng)

    def evaluate(replicas):
        value = spearman(cosines(replicas, held), held.scores)
        return value, f"Spearman {value:.4f}"

    replicas = tune(model, vocabulary, options, log, epoch, loss, evaluate, every=50)
    untuned = Vector(config).load_backbone(state).to(options.device)
    figures = {name: {"spearman": spearman(cosines(replicas, part), part.scores), "pearson": float(numpy.corrcoef(cosines(replicas, part), part.scores)[0, 1])}
               for name, part in (("held", held), ("dev", dev))}
    replicas.modules[0].load_state_dict(untuned.state_dict())
    figures["backbone_alone_dev_spearman"] = spearman(cosines(replicas, dev), dev.scores)
    report(options, log, figures)


def cosines(replicas, pairs):
    values = numpy.zeros(len(pairs.scores))
    lengths = numpy.array([max(len(a), len(b)) for a, b in zip(pairs.firsts, pairs.seconds)])
    stream = ((some, pairs.batch(some)[:2]) for some in batches.by_length(lengths, 4096))
    for some, vectors in replicas.predict(lambda module, batch: module(*batch).float().cpu(), stream):
        first, second = vectors.chunk(2)
        values[some] = (first * second).sum(1).numpy()
    return values


def spearman(a, b):
    """Correlation of ranks; equal values share their mean rank."""
    def ranks(values):
        _, place, count = numpy.unique(values, return_inverse=True, return_counts=True)
        return (numpy.cumsum(count) - (count - 1) / 2)[place]

    return float(numpy.corrcoef(ranks(a), ranks(b))[0, 1])


if __name__ == "__main__":
    main()

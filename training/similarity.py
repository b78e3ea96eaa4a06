"""The starter model `similarity`: similarity.py --data ../shared/data --backbone training/.work/encoder --out training/.work/similarity

Two losses by turns: sentences that follow from each other lie nearer than others of the batch, contradictions among these
(SNLI, Gao et al. 2021), and cosines fit the graded scores (STS-B).
"""
import os

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import batches
import checkpoint
from corpus import labelled
from heads import Vector
from tuning import report, tune

TEMPERATURE = 0.05


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
    options = arguments(__doc__, backbone=None, steps=700, batch=40, rate=3e-4, drop=0.1)
    log = Log(os.path.join(options.run, "log.txt"))
    config, state, vocabulary = checkpoint.load(options.backbone)
    at = lambda name: os.path.join(options.data, "pairs", name)
    graded = [(float(score) / 5, first, second) for score, first, second in labelled(at("sts-b-train.tsv"), 3)]
    dev = [(float(score) / 5, first, second) for score, first, second in labelled(at("sts-b-dev.tsv"), 3)]
    seen = {text for _, first, second in dev for text in (first, second)}
    graded = [pair for pair in graded if not seen & set(pair[1:])]
    pairs = lambda items: Pairs([a for _, a, _ in items], [b for _, _, b in items], [s for s, _, _ in items], vocabulary)
    train, held, dev = pairs([x for i, x in enumerate(graded) if i % 10 != 9]), pairs(graded[9::10]), pairs(dev)
    inferred = inferences(labelled(at("snli-train.tsv.gz"), 3) + labelled(at("snli-dev.tsv.gz"), 3), vocabulary)
    log(f"{len(train.firsts)} graded pairs to train on, {len(held.firsts)} held out, {len(dev.firsts)} dev; {len(inferred.firsts)} inferences")
    model = Vector(config).load_backbone(state)

    def loss(module, batch):
        ids, mask, scores = batch
        first, second = module(ids, mask).chunk(2)
        if scores.isnan().any():
            likeness = first @ second.T / TEMPERATURE
            follows = scores.isnan()
            return (F.cross_entropy(likeness[follows], torch.arange(len(first), device=ids.device)[follows]),)
        return (10 * F.mse_loss((first * second).sum(1), scores),)

    def epoch(rng):
        return (batch for both in zip(train.epoch(options.batch, options.drop, rng), inferred.epoch(options.batch, options.drop, rng)) for batch in both)

    def evaluate(replicas):
        value = spearman(cosines(replicas, held), held.scores)
        return value, f"Spearman {value:.4f}"

    replicas = tune(model, vocabulary, options, log, epoch, loss, evaluate)
    untuned = Vector(config).load_backbone(state).to(options.device)
    figures = {name: {"spearman": spearman(cosines(replicas, part), part.scores), "pearson": float(numpy.corrcoef(cosines(replicas, part), part.scores)[0, 1])}
               for name, part in (("held", held), ("dev", dev))}
    replicas.modules[0].load_state_dict(untuned.state_dict())
    figures["backbone_alone_dev_spearman"] = spearman(cosines(replicas, dev), dev.scores)
    report(options, log, figures)


def inferences(lines, vocabulary):
    """Entailed pairs (their score is nan: to be told from the others of the batch) and, as further others, contradicted ones (score 0)."""
    entailed = [(first, second) for label, first, second in lines if label == "entailment"]
    against = {first: second for label, first, second in lines if label == "contradiction"}
    rows = [(first, second, numpy.nan) for first, second in entailed]
    rows += [(first, against[first], 0.0) for first, _ in entailed if first in against]
    return Pairs([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows], vocabulary)


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

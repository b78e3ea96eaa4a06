"""The starter model `sentiment`: sentiment.py --data ../shared/data --backbone training/.work/encoder --out training/.work/sentiment"""
import os

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import metrics
import reviews
import students
import turns
from heads import Sequence
from tuning import Texts, calibrated, predict, report, tune


def main():
    options = arguments(__doc__, backbone=None, steps=2000, batch=1536, rate=1.5e-4, drop=0.03, yelp=8000, imdb=2000, short=1.0)
    log = Log(os.path.join(options.run, "log.txt"))
    sets = reviews.Sets(options.data, options.seed)
    spoken = [text for _, text in sets.sst + sets.yelp + sets.imdb]
    config, state, vocabulary = students.beginning(options, spoken)
    texts = lambda items, weight=1.0: Texts([text for _, text in items], [label for label, _ in items], vocabulary, weight)
    written, respelled = texts(sets.sst), texts(sets.sst_natural)
    yelp, yelp_natural = texts(sets.yelp, 0.4), texts([(label, reviews.natural(text)) for label, text in sets.yelp], 0.4)
    imdb = texts([(label, reviews.spaced(text) if i % 2 else text) for i, (label, text) in enumerate(sets.imdb)], 0.4)
    turned, turned_held = texts(turns.sentences()), texts(turns.sentences(held_out=True))
    # A student hears of unlabelled reviews too what its teacher thinks; their labels weigh nothing.
    film = texts([(0, text) for _, text in sets.film[:3000]], 1e-3) if options.teacher else None
    held, lengths = texts(sets.sst_held), numpy.array([len(row) for row in written.rows])
    log(f"{len(written):,} phrases of SST-2 and {len(turned):,} turned sentences to train on, {len(held):,} sentences held out")
    model = students.model_of(options, lambda c: Sequence(c, reviews.LABELS), config, state, written.rows)

    def epoch(rng):
        """SST-2 in one spelling or the other (of the shortest phrases a share), with a part of the noisier sets at a lower weight."""
        spelling, taken = rng.random(len(written)), rng.random(len(written)) < numpy.where(lengths < 6, options.short, 1)
        some = lambda part, count: part.part(rng.choice(len(part), count, replace=False))
        mix = written.part(numpy.flatnonzero(taken & (spelling < 0.65))) + respelled.part(numpy.flatnonzero(taken & (spelling >= 0.65)))
        mix = mix + some(yelp, options.yelp // 2) + some(yelp_natural, options.yelp // 2) + some(imdb, options.imdb) + turned
        mix = mix + film if film else mix
        return mix.epoch(options.batch, rng, longest=60, drop=options.drop, from_start=0.1)

    def loss(module, batch):
        ids, mask, targets, weights = batch
        losses = F.cross_entropy(module(ids, mask).float(), targets, label_smoothing=0.05, reduction="none")
        return ((losses * weights).sum() / weights.sum().clamp(min=1),)

    def evaluate(replicas):
        figures = metrics.single_label(predict(replicas, held), held.targets, reviews.LABELS)
        return -figures["loss"], f"accuracy {figures['accuracy']:.4f} loss {figures['loss']:.4f}"

    replicas = tune(model, vocabulary, options, log, epoch, loss, evaluate, every=200)
    logits = predict(replicas, held)
    temperature = metrics.fit_temperature(lambda t: metrics.single_label(logits, held.targets, reviews.LABELS, t)["loss"])
    calibrated(options, temperature=temperature)
    figures = {"temperature": temperature, "held": metrics.single_label(logits, held.targets, reviews.LABELS, temperature)}
    dev = {"sst_dev": texts(sets.sst_dev), "sst_dev_natural": texts([(label, reviews.natural(text)) for label, text in sets.sst_dev]),
           "yelp_dev": texts(sets.yelp_dev[:2000]), "imdb_dev": texts(sets.imdb_dev[::5]), "turned_held": turned_held}
    for name, part in dev.items():
        logits = predict(replicas, part)
        figures[name] = metrics.single_label(logits, part.targets, reviews.LABELS, temperature)
        figures[name]["ece_before"] = metrics.single_label(logits, part.targets, reviews.LABELS)["ece"]
    report(options, log, figures)


if __name__ == "__main__":
    main()

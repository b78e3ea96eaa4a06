"""The starter model `topics`: topics.py --data ../shared/data --backbone training/.work/encoder --out training/.work/topics"""
import html
import os
import re

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import metrics
import students
from corpus import labelled
from heads import Sequence
from tuning import Texts, calibrated, predict, report, tune


def cleaned(text):
    """AG News as people would write it: what is left of markup becomes characters or goes."""
    text = re.sub(r"\s?#39;", "'", text)
    text = re.sub(r"&?(#\d+|quot|amp|lt|gt);", r"&\1;", text)
    text = re.sub(r"<[^>]*>", " ", html.unescape(html.unescape(text)))
    return " ".join(text.replace("\\", " ").split())


# Of the BBC's five topics those that AG News has too.
BBC = {"business": "Business", "sport": "Sports", "tech": "Sci/Tech"}


def bbc(path, parts=3):
    """The first paragraphs of the BBC's articles by twos, under AG News' labels."""
    for label, text in labelled(path):
        paragraphs = [part.strip() for part in text.split("\\n") if part.strip()]
        if label in BBC:
            yield from ((BBC[label], " ".join(paragraphs[i : i + 2])) for i in range(0, min(len(paragraphs), 2 * parts), 2))


def main():
    options = arguments(__doc__, backbone=None, steps=900, batch=1536, rate=1.5e-4, drop=0.05)
    log = Log(os.path.join(options.run, "log.txt"))
    at = lambda name: os.path.join(options.data, "topics", name)
    train, dev_lines = labelled(at("ag-news-train.tsv.gz")), labelled(at("ag-news-dev.tsv.gz"))
    names = sorted({label for label, _ in train})
    kept = [x for i, x in enumerate(train) if i % 20 != 19] + list(bbc(at("bbc-articles.tsv.gz")))
    config, state, vocabulary = students.beginning(options, [cleaned(text) for _, text in kept])
    texts = lambda items: Texts([text for _, text in items], [names.index(label) for label, _ in items], vocabulary)
    held, dev, train = texts(train[19::20]), texts(dev_lines[:: options.report_every]), texts(kept)
    clean = texts([(label, cleaned(text)) for label, text in kept])
    # The news of a day have no more of one topic for having more of it here.
    counts = numpy.bincount(train.targets, minlength=len(names))
    train.weights = clean.weights = (len(train) / len(names) / counts)[train.targets].astype("float32")
    log(f"{names}: {len(train)} to train on, {len(held)} held out, {len(dev)} dev")
    model = students.model_of(options, lambda c: Sequence(c, names), config, state, train.rows)

    def loss(module, batch):
        ids, mask, targets, weights = batch
        losses = F.cross_entropy(module(ids, mask).float(), targets, label_smoothing=0.02, reduction="none")
        return ((losses * weights).sum() / weights.sum(),)

    def epoch(rng):
        plain = rng.random(len(train)) < 0.5
        mix = train.part(numpy.flatnonzero(plain)) + clean.part(numpy.flatnonzero(~plain))
        return mix.epoch(options.batch, rng, longest=64, drop=options.drop, from_start=0.9)

    def evaluate(replicas):
        figures = metrics.single_label(predict(replicas, held), held.targets, names)
        return -figures["loss"], f"accuracy {figures['accuracy']:.4f} loss {figures['loss']:.4f}"

    replicas = tune(model, vocabulary, options, log, epoch, loss, evaluate)
    logits = predict(replicas, held)
    temperature = metrics.fit_temperature(lambda t: metrics.single_label(logits, held.targets, names, t)["loss"])
    calibrated(options, temperature=temperature)
    dev_logits = predict(replicas, dev)
    report(options, log, {
        "temperature": temperature, "held": metrics.single_label(logits, held.targets, names, temperature),
        "dev": metrics.single_label(dev_logits, dev.targets, names, temperature),
        "dev_cleaned": metrics.single_label(predict(replicas, texts([(label, cleaned(text)) for label, text in dev_lines])), dev.targets, names, temperature),
        "dev_ece_before": metrics.single_label(dev_logits, dev.targets, names)["ece"]})


if __name__ == "__main__":
    main()

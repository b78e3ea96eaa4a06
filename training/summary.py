"""The starter model `summary`: summary.py --data ../shared/data --backbone training/.work/encoder --out training/.work/summary

A number for each token; a sentence's score is their mean over the tokens that start in it, over the windows that hold them.
Learnt from which sentences of an article its reference summary has (binary cross-entropy).
"""
import collections
import os
import re

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import batches
import checkpoint
from corpus import json_lines
from heads import Token
from tuning import report, tune

POSITIONS = 512


def sentences(text):
    """Sentences of news prose: lines are parted, and so are places after a full stop and before a capital."""
    parts = [part.strip() for line in text.split("\n") for part in re.split(r"(?<=[.!?])[\"”']?\s+(?=[\"“'A-Z0-9])", line)]
    return [part for part in parts if part]


class Articles:
    """Sentences of each article as token ids, and whether the reference has them."""

    def __init__(self, items, vocabulary):
        self.texts, self.rows, self.targets, self.references = [], [], [], []
        for item in items:
            parts = sentences(item["text"])
            self.texts.append(parts)
            self.rows.append([numpy.array(row, "int64") for row in vocabulary.encode(parts)])
            self.targets.append(numpy.array([float(part in item["summary"]) for part in parts], "float32"))
            self.references.append([part for part in sentences(re.sub(r"([.!?][\"']?)(?=[A-Z\"])", r"\1 ", item["summary"]))])

    def __len__(self):
        return len(self.rows)

    def windows(self, i, room=POSITIONS - 2):
        """(ids, the sentence of each) of an article, windows sharing a quarter."""
        ids = numpy.concatenate(self.rows[i])
        of = numpy.repeat(numpy.arange(len(self.rows[i])), [len(row) for row in self.rows[i]])
        step = room - (room + 2) // 4
        for first in range(0, max(1, len(ids) - (room - step)), step):
            yield ids[first : first + room], of[first : first + room]

    def batch(self, some):
        """Ids, mask, the sentence of each token (numbered through the batch; 0: none), and the sentences' targets."""
        ids, mask, _ = batches.pad([row for _, row, _ in some])
        places, targets = numpy.zeros_like(ids), [0.0]
        for line, (i, _, of) in enumerate(some):
            places[line, 1 : len(of) + 1] = of - of[0] + len(targets)
            targets += list(self.targets[i][of[0] : of[-1] + 1])
        return ids, mask, places, numpy.array(targets, "float32")

    def epoch(self, budget, drop, rng):
        windows = [(i, ids, of) for i in range(len(self)) for ids, of in self.windows(i)]
        for some in batches.by_length(numpy.array([len(ids) for _, ids, _ in windows]), budget, rng):
            ids, mask, places, targets = self.batch([windows[w] for w in some])
            yield batches.drop_words(ids, drop, rng), mask, places, targets


def main():
    options = arguments(__doc__, backbone=None, steps=500, batch=2048, rate=1.5e-4, drop=0.03)
    log = Log(os.path.join(options.run, "log.txt"))
    items = list({item["text"]: item for item in json_lines(os.path.join(options.data, "summaries", "bbc-summaries.jsonl.gz"))}.values())
    spoken = [item["text"] for i, item in enumerate(items) if i % 10 not in (4, 9)]
    config, state, vocabulary = checkpoint.shortened(options.backbone, spoken, options.pieces, POSITIONS)
    part = lambda wanted: Articles([item for i, item in enumerate(items) if wanted(i % 10)], vocabulary)
    train, held, dev = part(lambda i: i not in (4, 9)), part(lambda i: i == 4), part(lambda i: i == 9)
    log(f"{len(train)} articles to train on, {len(held)} held out, {len(dev)} dev; of the sentences {numpy.concatenate(train.targets).mean():.3f} are in the reference")
    model = Token(config, ["LABEL_0"]).load_backbone(state)

    def loss(module, batch):
        ids, mask, places, targets = batch
        logits = pooled(module(ids, mask)[:, :, 0].float(), places, len(targets))
        return (F.binary_cross_entropy_with_logits(logits[1:], targets[1:]),)

    def evaluate(replicas):
        figures = rouge(predict(replicas, held), held)
        return figures["rouge2"], f"ROUGE-2 {figures['rouge2']:.2f} precision {figures['precision']:.3f}"

    replicas = tune(model, vocabulary, options, log, lambda rng: train.epoch(options.batch, options.drop, rng), loss, evaluate, every=50)
    log("the engine scores sentences of its own: these figures are of the division above")
    report(options, log, {
        "held": rouge(predict(replicas, held), held), "dev": rouge(predict(replicas, dev), dev),
        "dev_lead": rouge([-numpy.arange(len(rows)) for rows in dev.rows], dev),
        "dev_random": rouge([numpy.random.default_rng(i).random(len(rows)) for i, rows in enumerate(dev.rows)], dev),
        "dev_best_possible": rouge(dev.targets, dev)})


def pooled(logits, places, count):
    """The mean of the tokens' logits by sentence."""
    total = torch.zeros(count, device=logits.device).index_add(0, places.flatten(), logits.flatten())
    return total / torch.bincount(places.flatten(), minlength=count).clamp(min=1)


def predict(replicas, articles):
    """Scores of the sentences of each article."""
    windows = [(i, ids, of) for i in range(len(articles)) for ids, of in articles.windows(i)]
    stream = (([windows[w] for w in some], articles.batch([windows[w] for w in some])[:2])
              for some in batches.by_length(numpy.array([len(ids) for _, ids, _ in windows]), 4096))
    total = [numpy.zeros(len(rows)) for rows in articles.rows]
    count = [numpy.zeros(len(rows)) for rows in articles.rows]
    for some, logits in replicas.predict(lambda module, batch: module(*batch)[:, :, 0].float().cpu().numpy(), stream):
        for line, (i, _, of) in zip(logits, some):
            numpy.add.at(total[i], of, line[1 : len(of) + 1])
            numpy.add.at(count[i], of, 1)
    return [t / numpy.maximum(c, 1) for t, c in zip(total, count)]


def rouge(scores, articles):
    """ROUGE-2 F1 (Lin 2004; lower-cased words, no stemming) of the best sentences in their order, as many as the reference has; share of right ones."""
    values, right = [], []
    for score, texts, targets, reference in zip(scores, articles.texts, articles.targets, articles.references):
        wanted = int(targets.sum()) or len(reference)
        chosen = sorted(numpy.argsort(-numpy.asarray(score), kind="stable")[:wanted])
        values.append(overlap(" ".join(texts[i] for i in chosen), " ".join(reference)))
        right.append(numpy.mean(targets[chosen]))
    return {"rouge2": 100 * float(numpy.mean(values)), "precision": float(numpy.mean(right)), "articles": len(values)}


def overlap(candidate, reference):
    pairs = lambda text: collections.Counter(zip(words := re.findall(r"\w+", text.lower()), words[1:]))
    ours, theirs = pairs(candidate), pairs(reference)
    common = sum((ours & theirs).values())
    return 2 * common / max(1, sum(ours.values()) + sum(theirs.values()))


if __name__ == "__main__":
    main()

"""Tuning a backbone for a task: the loop, and what classification of texts needs."""
import json
import math
import os
import time

from loop import Training

import numpy
import torch

import batches
import checkpoint
import students

WINDOW, OVERLAP = 254, 64


def tune(model, vocabulary, options, log, epoch, loss, evaluate, every=100, drop=0.0):
    """Trains for options.steps; keeps the averaged weights of the step whose evaluate(replicas) → (score, text) is best on a held-out part."""
    if options.teacher:
        loss = students.distilled(model, loss)
    else:
        model.backbone.embeddings.word_embeddings.weight.requires_grad_(options.words)
    training = Training(model, os.path.join(options.run, "tune.pt"), options.steps, options.rate, options, decay=1 - 6 / options.steps)
    best_path = os.path.join(options.run, "best.pt")
    best = torch.load(best_path, map_location=options.device) if training.step else {"score": -math.inf}
    stream = batches.endless(lambda: epoch(numpy.random.default_rng([options.seed, training.step])))
    started, seen, figures = time.time(), 0, []

    def counted(module, batch):
        nonlocal seen
        seen += batch[0].numel()
        return loss(module, batch)

    while training.progress() < 1:
        figures.append(training.update(counted, stream))
        if training.step % every == 0 or training.progress() >= 1:
            training.swap()
            score, text = evaluate(training.replicas)
            if score > best["score"]:
                best = {"score": score, "step": training.step, "state": model.state_dict()}
                torch.save(best, best_path)
            training.swap()
            training.save()
            log(f"tune {training.step} ({training.progress():.0%}) loss {numpy.mean([f[0] for f in figures[-every:]]):.4f} held-out {text} {seen / (time.time() - started):.0f} tokens/s")
    log(f"tuned on {seen:,} tokens in this run, {(time.time() - started) / 60:.1f} minutes; best step {best['step']}")
    model.load_state_dict(torch.load(best_path, map_location=options.device)["state"])
    checkpoint.save(options.out, model.config, model.state_dict(), vocabulary)
    return training.replicas


class Texts:
    """A labelled set as tokens: rows of ids, targets (a number, or 0s and 1s) and weights."""

    def __init__(self, texts, targets, vocabulary, weight=1.0):
        self.rows = [numpy.array(row, "int64") for row in vocabulary.encode(list(texts))]
        self.targets = numpy.array(targets)
        self.weights = numpy.full(len(self.rows), weight, "float32")

    def __add__(self, other):
        both = object.__new__(Texts)
        both.rows = self.rows + other.rows
        both.targets, both.weights = numpy.concatenate([self.targets, other.targets]), numpy.concatenate([self.weights, other.weights])
        return both

    def __len__(self):
        return len(self.rows)

    def part(self, indices):
        part = object.__new__(Texts)
        part.rows, part.targets, part.weights = [self.rows[i] for i in indices], self.targets[indices], self.weights[indices]
        return part

    def of(self, rows, targets):
        """As many other rows with other targets."""
        other = object.__new__(Texts)
        other.rows, other.targets, other.weights = rows, targets, self.weights
        return other

    def epoch(self, budget, rng, longest=WINDOW, drop=0.1, from_start=0.5):
        """One pass: ids, mask, targets, weights. Of a text that is too long, its start or a part from anywhere."""
        rows = []
        for row in self.rows:
            if len(row) > longest:
                first = 0 if rng.random() < from_start else int(rng.integers(len(row) - longest + 1))
                row = row[first : first + longest]
            rows.append(row)
        for some in batches.by_length(numpy.array([len(row) for row in rows]), budget, rng):
            ids, mask, _ = batches.pad([rows[i] for i in some])
            yield batches.drop_words(ids, drop, rng), mask, self.targets[some], self.weights[some]


def predict(replicas, texts, budget=6144):
    """Logits [texts, labels]: the mean over a text's windows by their length (the engine weighs by the tokens a window answers for)."""
    windows = [(i, row[start : start + WINDOW]) for i, row in enumerate(texts.rows)
               for start in range(0, max(1, len(row) - OVERLAP), WINDOW - OVERLAP)]
    lengths = numpy.array([len(row) for _, row in windows])
    stream = ((some, batches.pad([windows[i][1] for i in some])[:2]) for some in batches.by_length(lengths, budget))
    total, weight = 0, numpy.zeros((len(texts), 1))
    for some, logits in replicas.predict(lambda module, batch: module(*batch).float().cpu().numpy(), stream):
        if isinstance(total, int):
            total = numpy.zeros((len(texts), logits.shape[1]))
        of, by = numpy.array([windows[i][0] for i in some]), numpy.maximum(1, lengths[some])[:, None]
        numpy.add.at(total, of, logits * by)
        numpy.add.at(weight, of, by)
    return total / weight


def calibrated(options, **values):
    """Writes calibration.json beside the weights: the compiler puts it into the package's manifest."""
    with open(os.path.join(options.out, "calibration.json"), "w") as file:
        json.dump(values, file)


def report(options, log, figures):
    with open(os.path.join(options.run, "figures.json"), "w") as file:
        json.dump(figures, file, indent=1)
    log(json.dumps(figures))

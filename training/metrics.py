"""Figures, and what is fitted on held-out parts: temperature and thresholds."""
import json

import numpy
import torch
from torch.nn import functional as F


def calibration_error(confidence, right, bins=15):
    """Expected calibration error: |accuracy − confidence| by bins of equal width, weighted by their size (Guo et al. 2017)."""
    confidence, right = torch.as_tensor(confidence).double(), torch.as_tensor(right).double()
    place = (confidence * bins).long().clamp(max=bins - 1)
    return float(sum((place == b).double().mean() * (right[place == b].mean() - confidence[place == b].mean()).abs()
                     for b in range(bins) if (place == b).any()))


def single_label(logits, targets, names, temperature=1.0):
    """Accuracy, log loss, calibration error, and precision, recall and F1 by label."""
    logits, targets = torch.as_tensor(logits).double(), torch.as_tensor(targets)
    logs = (logits / temperature).log_softmax(1)
    confidence, guess = logs.exp().max(1)
    figures = {"count": len(targets), "accuracy": float((guess == targets).double().mean()), "loss": float(F.nll_loss(logs, targets)),
               "ece": calibration_error(confidence, guess == targets)}
    for i, name in enumerate(names):
        figures[name] = f_measure(guess == i, targets == i)
    figures["macro_f1"] = float(numpy.mean([figures[name]["f1"] for name in names]))
    return rounded(figures)


def several_labels(logits, targets, names, thresholds, temperature=1.0):
    """Targets are 0 and 1: macro and micro F1 at the thresholds, calibration error over all decisions, F1 by label."""
    scores, targets = (torch.as_tensor(logits).double() / temperature).sigmoid(), torch.as_tensor(targets)
    holds = scores >= torch.as_tensor(thresholds).double()
    figures = {"count": len(targets), "loss": float(F.binary_cross_entropy(scores, targets.double())),
               "ece": calibration_error(scores.flatten(), targets.flatten()), "micro": f_measure(holds, targets == 1)}
    by_label = {name: f_measure(holds[:, i], targets[:, i] == 1) for i, name in enumerate(names)}
    return rounded({**figures, "macro_f1": float(numpy.mean([f["f1"] for f in by_label.values()])), **by_label})


def f_measure(guessed, true):
    hits = float((guessed & true).sum())
    precision, recall = hits / max(1.0, float(guessed.sum())), hits / max(1.0, float(true.sum()))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def rounded(value):
    return json.loads(json.dumps(value), parse_float=lambda text: round(float(text), 4))


def fit_temperature(loss):
    """The temperature with the least loss(temperature) on a held-out part."""
    return min((round(0.4 + 0.02 * i, 2) for i in range(180)), key=loss)


def fit_thresholds(scores, targets, prior=8.0):
    """For each label the score with the best F1, drawn towards the threshold that is best for all together: rare labels have little to fit on."""
    grid = numpy.arange(0.04, 0.81, 0.02)
    table = numpy.array([[f_counts(scores[:, i] >= t, targets[:, i] == 1) for t in grid] for i in range(targets.shape[1])])
    pooled = table.sum(0)
    common = pooled[:, 0] / pooled[:, 1]
    share = table[:, :, 0] + prior * common, table[:, :, 1] + prior
    return [round(float(grid[best]), 2) for best in (share[0] / share[1]).argmax(1)]


def f_counts(guessed, true):
    """F1 as a fraction: twice the hits over guesses and truths."""
    return 2.0 * (guessed & true).sum(), float(guessed.sum() + true.sum())

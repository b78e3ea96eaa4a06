"""The starter model `spam`: spam.py --data ../shared/data --backbone training/.work/squeezebert --out training/.work/spam

First e-mails alone, then e-mails and SMS. The same second stage on four fifths of the SMS, five times, gives the cross-validated F1.
Beside the labels, a linear model that has not seen a message says what it thinks of it and of its parts (linear.py).
"""
import copy
import os
import types

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import checkpoint
import linear
import metrics
from corpus import json_lines, labelled
from heads import Sequence
from tuning import Texts, calibrated, predict, report, tune

NAMES = ["ham", "spam"]


def mails(path):
    """(label, subject and body), without exact duplicates."""
    return list(dict.fromkeys((m["label"], f"{m['subject'] or ''}\n{m['body'] or ''}".strip()) for m in json_lines(path)))


def main():
    options = arguments(__doc__, backbone=None, mail_steps=1200, steps=900, fold_steps=240, batch=1280, rate=5e-4, drop=0.1, folds=5)
    log = Log(os.path.join(options.run, "log.txt"))
    config, state, vocabulary = checkpoint.load(options.backbone)
    at = lambda name: os.path.join(options.data, "spam", name)
    texts = lambda items: Texts([text for _, text in items], [NAMES.index(label) for label, _ in items], vocabulary)
    sms = labelled(at("sms.tsv"))
    sets = {"sms": texts(sms), "enron": texts(mails(at("enron1.jsonl.gz"))), "ling": texts(mails(at("ling-spam.jsonl.gz")))}
    part = lambda name, wanted: sets[name].part(numpy.array([i for i in range(len(sets[name])) if wanted(i % 10)]))
    # Tenth lines are reported, fifth ones of ten are for choices and calibration.
    train, held, dev = ({name: part(name, wanted) for name in sets} for wanted in (lambda i: i not in (4, 9), lambda i: i == 4, lambda i: i == 9))
    log(", ".join(f"{name} {len(s)}, spam {s.targets.mean():.3f}" for name, s in sets.items()))

    model = Sequence(config, NAMES).load_backbone(state)
    mail, mail_held = train["enron"] + train["ling"], held["enron"] + held["ling"]
    rng = numpy.random.default_rng(options.seed)
    mail = judged(mail, rng) + parts(mail, rng)
    broken = sets["sms"].of([numpy.array(row, "int64") for row in vocabulary.encode_broken([text for _, text in sms], rng)], sets["sms"].targets)
    stage(model, vocabulary, options, "mail", options.mail_steps, mail, mail_held, log)
    mailed = copy.deepcopy(model.state_dict())
    both_spellings = judged(train["sms"], rng) + judged(broken.part(numpy.array([i for i in range(len(broken)) if i % 10 not in (4, 9)])), rng)
    replicas = stage(model, vocabulary, options, "all", options.steps, mail + both_spellings, mail_held + held["sms"], log)

    both = mail_held + held["sms"]
    logits = predict(replicas, both)
    temperature = metrics.fit_temperature(lambda t: metrics.single_label(logits, both.targets, NAMES, t)["loss"])
    figures = {"temperature": temperature}
    for name in sets:
        dev_logits = predict(replicas, dev[name])
        figures[name] = metrics.single_label(dev_logits, dev[name].targets, NAMES, temperature)
        figures[name]["ece_before"] = metrics.single_label(dev_logits, dev[name].targets, NAMES)["ece"]
    calibrated(options, temperature=temperature)
    report(options, log, figures)
    if options.folds:
        figures["sms_folds"] = cross_validate(config, mailed, vocabulary, sets["sms"], broken, options, log)
        report(options, log, figures)


def judged(part, rng):
    """The part's texts: half a label, half what the linear model thinks."""
    return part.of(part.rows, linear.soft_labels(part.rows, part.targets, len(NAMES), rng))


def parts(part, rng, shortest=12, longest=80):
    """Of each text a part from anywhere, as the linear model judges it: what in a long e-mail makes it spam."""
    rows = []
    for row in part.rows:
        length = min(len(row), int(rng.integers(shortest, longest)))
        first = int(rng.integers(len(row) - length + 1))
        rows.append(row[first : first + length])
    return part.of(rows, linear.cross_fitted(part.rows, part.targets, len(NAMES), rng, judged=rows))


def stage(model, vocabulary, options, name, steps, train, held, log):
    def loss(module, batch):
        ids, mask, targets, _ = batch
        return (F.cross_entropy(module(ids, mask).float(), targets, label_smoothing=0.02),)

    def evaluate(replicas):
        figures = metrics.single_label(predict(replicas, held), held.targets, NAMES)
        return -figures["loss"], f"F1 {figures['spam']['f1']:.4f} loss {figures['loss']:.4f}"

    own = types.SimpleNamespace(**{**vars(options), "steps": steps, "run": os.path.join(options.run, name)})
    os.makedirs(own.run, exist_ok=True)
    epoch = lambda rng: train.epoch(options.batch, rng, drop=options.drop)
    return tune(model, vocabulary, own, log, epoch, loss, evaluate, every=max(40, steps // 6))


def cross_validate(config, start, vocabulary, sms, broken, options, log):
    """Five-fold: each message is judged by a model that saw neither it nor, at any stage, another of its fold."""
    fold = numpy.random.default_rng(options.seed).permutation(len(sms)) % options.folds
    logits = numpy.zeros((len(sms), 2))
    for k in range(options.folds):
        model = Sequence(config, NAMES)
        model.load_state_dict(start)
        inside = numpy.flatnonzero(fold != k)
        held = inside[::12]
        rest, rng = numpy.setdiff1d(inside, held), numpy.random.default_rng(k)
        own = types.SimpleNamespace(**{**vars(options), "out": os.path.join(options.run, f"fold-{k}-checkpoint")})
        replicas = stage(model, vocabulary, own, f"fold-{k}", options.fold_steps, judged(sms.part(rest), rng) + judged(broken.part(rest), rng), sms.part(held), log)
        logits[fold == k] = predict(replicas, sms.part(numpy.flatnonzero(fold == k)))
    return metrics.single_label(logits, sms.targets, NAMES)


if __name__ == "__main__":
    main()

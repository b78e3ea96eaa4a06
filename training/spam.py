"""The starter model `spam`: spam.py --data ../shared/data --backbone training/.work/encoder --out training/.work/spam

First e-mails alone, then e-mails and SMS. The same second stage on four fifths of the SMS, five times, gives the cross-validated F1
(--folds 0: neither; all is one stage).
"""
import copy
import os
import types

from loop import Log, arguments  # first: it settles threads

import numpy
from torch.nn import functional as F

import metrics
import students
from corpus import json_lines, labelled
from heads import Sequence
from tuning import Texts, calibrated, predict, report, tune

NAMES = ["ham", "spam"]
LONG = 380
MAIL, ALL, FOLD = 0.45, 0.25, 0.06  # shares of the whole training


def mails(path):
    """(label, subject and body), without exact duplicates."""
    return list(dict.fromkeys((m["label"], f"{m['subject'] or ''}\n{m['body'] or ''}".strip()) for m in json_lines(path)))


def main():
    options = arguments(__doc__, backbone=None, steps=2400, batch=1536, rate=1.5e-4, drop=0.05, longest=128, folds=5)
    log = Log(os.path.join(options.run, "log.txt"))
    at = lambda name: os.path.join(options.data, "spam", name)
    read = {"sms": labelled(at("sms.tsv")), "enron": mails(at("enron1.jsonl.gz")), "ling": mails(at("ling-spam.jsonl.gz"))}
    spoken = [text for items in read.values() for i, (_, text) in enumerate(items) if i % 10 not in (4, 9)]
    config, state, vocabulary = students.beginning(options, spoken)
    sets = {name: Texts([text for _, text in items], [NAMES.index(label) for label, _ in items], vocabulary) for name, items in read.items()}
    part = lambda name, wanted: sets[name].part(numpy.array([i for i in range(len(sets[name])) if wanted(i % 10)]))
    # Long e-mails are judged by their first pieces here; the engine reads them whole.
    sets.update({name: sets[name].of([row[:LONG] if i % 10 in (4, 9) else row for i, row in enumerate(sets[name].rows)], sets[name].targets) for name in sets})
    # Tenth lines are reported, fifth ones of ten are for choices and calibration.
    train, held, dev = ({name: part(name, wanted) for name in sets} for wanted in (lambda i: i not in (4, 9), lambda i: i == 4, lambda i: i == 9))
    log(", ".join(f"{name} {len(s)}, spam {s.targets.mean():.3f}" for name, s in sets.items()))

    model = students.model_of(options, lambda c: Sequence(c, NAMES), config, state, train["sms"].rows + train["enron"].rows)
    mail, mail_held = train["enron"] + train["ling"], held["enron"] + held["ling"]
    both, everything = mail_held + held["sms"], mail + train["sms"] + train["sms"]
    if options.folds:
        stage(model, vocabulary, options, "mail", MAIL, mail, mail_held, log)
        mailed = copy.deepcopy(model.state_dict())
    replicas = stage(model, vocabulary, options, "all", ALL if options.folds else 1, everything, both, log)

    logits = predict(replicas, both)
    temperature = metrics.fit_temperature(lambda t: metrics.single_label(logits, both.targets, NAMES, t)["loss"])
    careful = few_false_alarms(logits / temperature, both.targets)
    figures = {"temperature": temperature, "careful": careful}
    for name in sets:
        dev_logits = predict(replicas, dev[name])
        figures[name] = metrics.single_label(dev_logits, dev[name].targets, NAMES, temperature)
        scores = spam_scores(dev_logits / temperature)
        figures[name]["at_careful"] = {"recall": float((scores >= careful)[dev[name].targets == 1].mean()), "false_alarms": float((scores >= careful)[dev[name].targets == 0].mean())}
        figures[name]["ece_before"] = metrics.single_label(dev_logits, dev[name].targets, NAMES)["ece"]
    calibrated(options, temperature=temperature)
    report(options, log, figures)
    if options.folds:
        figures["sms_folds"] = cross_validate(config, mailed, vocabulary, sets["sms"], options, log)
        report(options, log, figures)


def spam_scores(logits):
    return 1 / (1 + numpy.exp(logits[:, 0] - logits[:, 1]))


def few_false_alarms(logits, targets, share=0.002):
    """The least score from which at most such a share of the ham is taken for spam: what a filter that throws away should ask for."""
    ham = spam_scores(logits)[targets == 0]
    return max(0.5, float(numpy.nextafter(numpy.quantile(ham, 1 - share, method="lower"), 1)))


def stage(model, vocabulary, options, name, share, train, held, log):
    def loss(module, batch):
        ids, mask, targets, _ = batch
        return (F.cross_entropy(module(ids, mask).float(), targets, label_smoothing=0.02),)

    held = held.of([row[:126] for row in held.rows], held.targets)  # steps are compared by the beginnings of long e-mails

    def evaluate(replicas):
        figures = metrics.single_label(predict(replicas, held), held.targets, NAMES)
        return -figures["loss"], f"F1 {figures['spam']['f1']:.4f} loss {figures['loss']:.4f}"

    steps = max(1, round(options.steps * share))
    own = types.SimpleNamespace(**{**vars(options), "steps": steps, "minutes": options.minutes * share, "run": os.path.join(options.run, name)})
    os.makedirs(own.run, exist_ok=True)
    epoch = lambda rng: train.epoch(options.batch, rng, longest=options.longest, drop=options.drop)
    return tune(model, vocabulary, own, log, epoch, loss, evaluate, every=max(40, steps // 3))


def cross_validate(config, start, vocabulary, sms, options, log):
    """Each message is judged by a model that saw neither it nor, at any stage, another of its fold."""
    fold = numpy.random.default_rng(options.seed).permutation(len(sms)) % options.folds
    logits = numpy.zeros((len(sms), 2))
    for k in range(options.folds):
        model = Sequence(config, NAMES)
        model.load_state_dict(start)
        inside = numpy.flatnonzero(fold != k)
        held = inside[::12]
        own = types.SimpleNamespace(**{**vars(options), "out": os.path.join(options.run, f"fold-{k}-checkpoint")})
        replicas = stage(model, vocabulary, own, f"fold-{k}", FOLD, sms.part(numpy.setdiff1d(inside, held)), sms.part(held), log)
        logits[fold == k] = predict(replicas, sms.part(numpy.flatnonzero(fold == k)))
    return metrics.single_label(logits, sms.targets, NAMES)


if __name__ == "__main__":
    main()

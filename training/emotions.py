"""The starter model `emotions`: emotions.py --data ../shared/data --backbone training/.work/encoder --out training/.work/emotions"""
import os

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import metrics
import students
from corpus import labelled
from heads import Sequence
from tuning import Texts, calibrated, predict, report, tune


def main():
    options = arguments(__doc__, backbone=None, steps=2000, batch=1280, rate=2.5e-4, drop=0.05)
    log = Log(os.path.join(options.run, "log.txt"))
    at = lambda name: os.path.join(options.data, "emotions", name)
    train, dev = labelled(at("go-emotions-train.tsv.gz")), labelled(at("go-emotions-dev.tsv"))
    config, state, vocabulary = students.beginning(options, [text for _, text in train])
    names = sorted({name for labels, _ in train for name in labels.split(",")})
    sets = lambda labels: [float(name in labels.split(",")) for name in names]
    texts = lambda items: Texts([text for _, text in items], [sets(labels) for labels, _ in items], vocabulary)
    held, train, dev = texts(train[9::10]), texts([x for i, x in enumerate(train) if i % 10 != 9]), texts(dev)
    log(f"{len(names)} labels: {len(train)} to train on, {len(held)} held out, {len(dev)} dev")
    model = students.model_of(options, lambda c: Sequence(c, names, several=True), config, state, train.rows)
    if not options.teacher:
        shares = torch.from_numpy(train.targets.mean(0)).float()
        model.classifier.bias.data.copy_((shares / (1 - shares)).log())

    def loss(module, batch):
        ids, mask, targets, _ = batch
        return (F.binary_cross_entropy_with_logits(module(ids, mask).float(), targets.float()) * len(names),)

    def fitted(logits):
        temperature = metrics.fit_temperature(lambda t: F.binary_cross_entropy_with_logits(torch.from_numpy(logits) / t, torch.from_numpy(held.targets)).item())
        scores = torch.from_numpy(logits / temperature).sigmoid().numpy()
        return temperature, metrics.fit_thresholds(scores, held.targets)

    def evaluate(replicas):
        logits = predict(replicas, held)
        temperature, thresholds = fitted(logits)
        figures = metrics.several_labels(logits, held.targets, names, thresholds, temperature)
        return -figures["loss"], f"macro F1 {figures['macro_f1']:.4f} micro {figures['micro']['f1']:.4f} loss {figures['loss']:.4f}"

    replicas = tune(model, vocabulary, options, log, lambda rng: train.epoch(options.batch, rng, drop=options.drop), loss, evaluate, every=200)
    logits, dev_logits = predict(replicas, held), predict(replicas, dev)
    temperature, thresholds = fitted(logits)
    calibrated(options, temperature=temperature, thresholds=thresholds)
    figures = {"temperature": temperature, "thresholds": dict(zip(names, thresholds)),
               "held": metrics.several_labels(logits, held.targets, names, thresholds, temperature),
               "dev": metrics.several_labels(dev_logits, dev.targets, names, thresholds, temperature),
               "dev_ece_before": metrics.several_labels(dev_logits, dev.targets, names, thresholds)["ece"]}
    for t in (0.2, 0.25, 0.3, 0.5):
        figures[f"dev_macro_f1_at_{t}"] = metrics.several_labels(dev_logits, dev.targets, names, [t] * len(names), temperature)["macro_f1"]
    report(options, log, figures)


if __name__ == "__main__":
    main()

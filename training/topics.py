"""The starter model `topics`: topics.py --data ../shared/data --backbone training/.work/squeezebert --out training/.work/topics"""
import os

from loop import Log, arguments  # first: it settles threads

import torch
from torch.nn import functional as F

import checkpoint
import metrics
from corpus import labelled
from heads import Sequence
from tuning import Texts, calibrated, predict, report, tune


def main():
    options = arguments(__doc__, backbone=None, steps=700, batch=1280, rate=5e-4, drop=0.15)
    log = Log(os.path.join(options.run, "log.txt"))
    config, state, vocabulary = checkpoint.load(options.backbone)
    at = lambda name: os.path.join(options.data, "topics", name)
    train, dev = labelled(at("ag-news-train.tsv.gz")), labelled(at("ag-news-dev.tsv.gz"))
    names = sorted({label for label, _ in train})
    texts = lambda items: Texts([text for _, text in items], [names.index(label) for label, _ in items], vocabulary)
    held, train, dev = texts(train[19::20]), texts([x for i, x in enumerate(train) if i % 20 != 19]), texts(dev)
    log(f"{names}: {len(train)} to train on, {len(held)} held out, {len(dev)} dev")
    model = Sequence(config, names).load_backbone(state)

    def loss(module, batch):
        ids, mask, targets, _ = batch
        return (F.cross_entropy(module(ids, mask).float(), targets, label_smoothing=0.05),)

    def evaluate(replicas):
        figures = metrics.single_label(predict(replicas, held), held.targets, names)
        return -figures["loss"], f"accuracy {figures['accuracy']:.4f} loss {figures['loss']:.4f}"

    replicas = tune(model, vocabulary, options, log, lambda rng: train.epoch(options.batch, rng, drop=options.drop), loss, evaluate)
    logits = predict(replicas, held)
    temperature = metrics.fit_temperature(lambda t: metrics.single_label(logits, held.targets, names, t)["loss"])
    calibrated(options, temperature=temperature)
    dev_logits = predict(replicas, dev)
    report(options, log, {
        "temperature": temperature, "held": metrics.single_label(logits, held.targets, names, temperature),
        "dev": metrics.single_label(dev_logits, dev.targets, names, temperature),
        "dev_ece_before": metrics.single_label(dev_logits, dev.targets, names)["ece"]})


if __name__ == "__main__":
    main()

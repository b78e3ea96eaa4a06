"""A linear model of pieces and pairs of neighbours (TF-IDF, logistic regression): the teacher of a network that sees few texts.

Its soft labels come from a model that has not seen the text, so they tell which labels are doubtful.
"""
import numpy
import torch
from torch.nn import functional as F

PAIRS = 1 << 20


def features(row):
    """Each piece, and each pair of neighbours: as numbers."""
    return numpy.concatenate([row, (row[:-1] + 1) * PAIRS + row[1:]])


class Linear:
    """Multinomial logistic regression on log counts weighted by rarity, every text of length 1 (Salton and Buckley 1988)."""

    def __init__(self, rows, targets, classes, penalty=2e-6, steps=60):
        found, counts = numpy.unique(numpy.concatenate([numpy.unique(features(row)) for row in rows]), return_counts=True)
        self.known, counts = found[counts > 1], counts[counts > 1]
        self.rarity = numpy.log((1 + len(rows)) / (1 + counts)) + 1
        self.weights = torch.zeros(len(self.known), classes, requires_grad=True)
        self.bias = torch.zeros(classes, requires_grad=True)
        matrix, targets = self.matrix(rows), torch.as_tensor(targets)
        optimiser = torch.optim.LBFGS([self.weights, self.bias], max_iter=steps, history_size=8, line_search_fn="strong_wolfe")

        def loss():
            optimiser.zero_grad()
            value = F.cross_entropy(torch.sparse.mm(matrix, self.weights) + self.bias, targets) + penalty * self.weights.square().sum()
            value.backward()
            return value

        optimiser.step(loss)

    def matrix(self, rows):
        """TF-IDF of the rows, sparse."""
        lines, columns, values = [], [], []
        for i, row in enumerate(rows):
            found, counts = numpy.unique(features(row), return_counts=True)
            at = numpy.minimum(numpy.searchsorted(self.known, found), len(self.known) - 1)
            seen = self.known[at] == found
            value = (1 + numpy.log(counts[seen])) * self.rarity[at[seen]]
            lines.append(numpy.full(len(value), i))
            columns.append(at[seen])
            values.append(value / max(1e-9, numpy.linalg.norm(value)))
        places = numpy.stack([numpy.concatenate(lines), numpy.concatenate(columns)])
        return torch.sparse_coo_tensor(torch.from_numpy(places), torch.from_numpy(numpy.concatenate(values)).float(), (len(rows), len(self.known)))

    def __call__(self, rows):
        """Probabilities [rows, classes]."""
        with torch.no_grad():
            return (torch.sparse.mm(self.matrix(rows), self.weights) + self.bias).softmax(1).numpy()


def cross_fitted(rows, targets, classes, rng, judged=None, folds=4):
    """Probabilities [rows, classes] of `judged`, which are the rows or what was made of each, by models of the other folds."""
    fold = rng.permutation(len(rows)) % folds
    result = numpy.zeros((len(rows), classes), "float32")
    for k in range(folds):
        model = Linear([row for row, f in zip(rows, fold) if f != k], targets[fold != k], classes)
        result[fold == k] = model([row for row, f in zip(judged or rows, fold) if f == k])
    return result


def soft_labels(rows, targets, classes, rng, share=0.5):
    """Distributions [rows, classes]: the label, and in a share what a model that has not seen the row thinks."""
    return (1 - share) * numpy.eye(classes, dtype="float32")[targets] + share * cross_fitted(rows, targets, classes, rng)

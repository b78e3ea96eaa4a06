"""The sentiment sets: two spellings of the same text, and what is held out."""
import os
import random
import re

from corpus import every_tenth, labelled, lines

LABELS = ["negative", "positive"]


def spaced(text):
    """Natural spelling → Penn Treebank's, which SST-2 and Yelp have: `it's good.` → `it 's good .`"""
    text = re.sub(r"n't\b", " n't", re.sub(r"(?<=\w)('(?:s|re|ve|ll|d|m))\b", r" \1", text))
    return " ".join(re.sub(r"([.,!?;:()\"]+)", r" \1 ", text).split())


def natural(text):
    """Penn Treebank spelling → natural: `it 's good .` → `it's good.`"""
    text = text.replace("-lrb-", "(").replace("-rrb-", ")").replace("`` ", '"').replace(" ''", '"')
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|[.,!?;:)])(?= |$)", r"\1", text)
    return re.sub(r"\( ", "(", text)


class Sets:
    """Texts by set, each (label or None, text); `dev` parts are only reported, `held` is for choices and calibration."""

    def __init__(self, data, seed=1):
        at = lambda name: os.path.join(data, "sentiment", name)
        read = lambda name: [(LABELS.index(label), text.strip()) for label, text in labelled(at(name))]
        self.sst_dev = read("sst2-dev.tsv")
        self.sst_held, self.sst = hold_out_sentences(list(dict.fromkeys(read("sst2-train.tsv.gz"))), 1000, seed)
        self.sst_natural = [(label, natural(text)) for label, text in self.sst]
        self.yelp, self.yelp_dev = every_tenth(read("yelp-sentences.tsv.gz"))
        imdb = [pair for i in range(1, 10) for pair in read(f"imdb-train-{i}.tsv.gz")]
        self.imdb, self.imdb_dev = every_tenth([(label, re.sub(r"<br\s*/?>", " ", text)) for label, text in dict.fromkeys(imdb)])
        film = lines(os.path.join(data, "text", "film-reviews.txt.gz"))
        self.film = [(None, re.sub(r"<br\s*/?>", " ", text)) for text in film if len(text) > 100]


def hold_out_sentences(phrases, count, seed):
    """Trains on the phrases of kept sentences only: SST-2's train set holds the phrases of each sentence, down to single words.

    A sentence is an item that is no part of another one; what a held-out sentence shares with a kept one stays.
    """
    long = [p for p in phrases if p[1].count(" ") >= 8]
    inner = parts_of((text for _, text in long), whole=False)
    sentences = [p for p in long if p[1] not in inner]
    held = random.Random(seed).sample(sentences, count)
    chosen = {text for _, text in held}
    kept = parts_of(text for _, text in sentences if text not in chosen)
    secret = parts_of(chosen) - kept
    return held, [p for p in phrases if p[1] not in secret]


def parts_of(texts, whole=True):
    parts = set()
    for text in texts:
        words = text.split()
        parts.update(" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1) if whole or j - i < len(words))
    return parts

"""The sentiment data: reading, normalising, two spellings of the same text, tokens, and what is held out."""
import gzip
import os
import random
import re
import unicodedata

import numpy
import sentencepiece

LABELS = ["negative", "positive"]
PAD, UNKNOWN, CLS, SEP, MASK = range(5)


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def labelled(path):
    for line in lines(path):
        label, text = line.split("\t", 1)
        yield LABELS.index(label), text


def normalise(text):
    """What Hugging Face's ALBERT tokenizer does before SentencePiece: quotes, compatibility forms, no accents, lower case."""
    text = text.replace("``", '"').replace("''", '"')
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    return " ".join(text.lower().split())


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
    """Texts by set, each `(label or None, text)`; `dev` parts are only reported, `held` is for choices and calibration."""

    def __init__(self, data, seed=1):
        at = lambda name: os.path.join(data, "sentiment", name)
        self.sst_dev = list(labelled(at("sst2-dev.tsv")))
        phrases = list(dict.fromkeys(labelled(at("sst2-train.tsv.gz"))))
        self.sst_held, self.sst = hold_out_sentences([(label, text.strip()) for label, text in phrases], 1000, seed)
        self.yelp, self.yelp_dev = every_tenth(list(dict.fromkeys(labelled(at("yelp-sentences.tsv.gz")))))
        imdb = [pair for i in range(1, 10) for pair in labelled(at(f"imdb-train-{i}.tsv.gz"))]
        imdb = [(label, re.sub(r"<br\s*/?>", " ", text)) for label, text in dict.fromkeys(imdb)]
        self.imdb, self.imdb_dev = every_tenth(imdb)
        film = lines(os.path.join(data, "text", "film-reviews.txt.gz"))
        self.film = [(None, text) for text in film if len(text) > 100]


def every_tenth(items):
    return [x for i, x in enumerate(items) if i % 10 != 9], items[9::10]


def hold_out_sentences(phrases, count, seed):
    """SST-2's train set holds the phrases of each sentence too: those of a held-out sentence must not be trained on."""
    sentences = [p for p in phrases if p[1].endswith(" .") and p[1].count(" ") >= 8]
    held = random.Random(seed).sample(sentences, count)
    parts = set()
    for _, text in held:
        words = text.split()
        parts.update(" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 3, len(words) + 1))
    return held, [p for p in phrases if p[1] not in parts]


def train_vocabulary(sets, size, prefix, seed):
    """A SentencePiece Unigram model by ALBERT's conventions, on the sentiment sets and a part of the film reviews."""
    rng = random.Random(seed)
    texts = [spell(text) for _, text in sets.sst for spell in (str, natural)]
    texts += [rng.choice((str, natural))(text) for _, text in sets.yelp]
    texts += [rng.choice((str, spaced))(piece) for _, text in rng.sample(sets.imdb + sets.film, 12000)
              for piece in re.split(r"(?<=[.!?]) ", text)]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([normalise(text) for text in texts]), model_prefix=prefix, vocab_size=size, model_type="unigram",
        normalization_rule_name="nmt_nfkc", character_coverage=0.9999, pad_id=PAD, unk_id=UNKNOWN, bos_id=-1, eos_id=-1,
        control_symbols=["[CLS]", "[SEP]", "[MASK]"], split_digits=True, max_sentence_length=4192, num_threads=2,
        minloglevel=1)


class Tokens:
    """A set as token ids: `ids[offsets[i]:offsets[i + 1]]` is text i, without special tokens."""

    def __init__(self, items, vocabulary, spell=lambda text: text):
        encoded = [vocabulary.encode(normalise(spell(text))) for _, text in items]
        self.labels = numpy.array([-1 if label is None else label for label, _ in items], "int64")
        self.offsets = numpy.cumsum([0] + [len(e) for e in encoded])
        self.ids = numpy.concatenate([numpy.array(e, "uint16") for e in encoded])
        self.lengths = numpy.diff(self.offsets)

    def __len__(self):
        return len(self.labels)

    def text(self, i, start=0, length=None):
        first, last = self.offsets[i] + start, self.offsets[i + 1]
        return self.ids[first : last if length is None else min(last, first + length)].astype("int64")


def pad(rows, positions=256):
    """Rows of ids → ids and mask [rows, longest] with [CLS] and [SEP]; the mask is None where nothing is padding."""
    length = min(positions, max(len(row) for row in rows) + 2)
    ids = numpy.full((len(rows), length), PAD, "int64")
    for target, row in zip(ids, rows):
        row = row[: length - 2]
        target[0], target[1 : len(row) + 1], target[len(row) + 1] = CLS, row, SEP
    mask = numpy.array([min(len(row) + 2, length) for row in rows])[:, None] > numpy.arange(length)
    return ids, None if mask.all() else mask.astype("int64")

"""Data → vocabulary, tokens and the start of the word embeddings, kept in a folder so that training starts at once."""
import os
import pickle
import random

import sentencepiece
import torch

import reviews
from cooccurrence import embeddings


def prepare(data, folder, vocabulary_size, width, seed, log):
    """Returns the tokens by set and the word vectors; does nothing that was done before."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "tokens.pickle")
    if not os.path.exists(path):
        sets = reviews.Sets(data)
        log("read " + ", ".join(f"{name} {len(items)}" for name, items in vars(sets).items()))
        prefix = os.path.join(folder, "spiece")
        if not os.path.exists(prefix + ".model"):
            reviews.train_vocabulary(sets, vocabulary_size, prefix, seed)
            log("vocabulary trained")
        tokens = tokenise(sets, sentencepiece.SentencePieceProcessor(model_file=prefix + ".model"), seed)
        log("tokens " + ", ".join(f"{name} {len(t.ids)}" for name, t in tokens.items()))
        with open(path + ".new", "wb") as file:
            pickle.dump(tokens, file)
        os.rename(path + ".new", path)
    with open(path, "rb") as file:
        tokens = pickle.load(file)
    path = os.path.join(folder, "embeddings.pt")
    if not os.path.exists(path):
        names = ("sst", "sst_natural", "yelp", "yelp_natural", "imdb", "film")
        torch.save(embeddings([tokens[name] for name in names], vocabulary_size, width, seed=seed), path)
        log("word vectors factorised")
    return tokens, torch.load(path)


def tokenise(sets, vocabulary, seed):
    rng = random.Random(seed)
    either = lambda text: rng.choice((str, reviews.spaced))(text)
    spellings = {"imdb": either, "film": either}
    tokens = {name: reviews.Tokens(items, vocabulary, spellings.get(name, str)) for name, items in vars(sets).items()}
    tokens["sst_natural"] = reviews.Tokens(sets.sst, vocabulary, reviews.natural)
    tokens["sst_dev_natural"] = reviews.Tokens(sets.sst_dev, vocabulary, reviews.natural)
    tokens["yelp_natural"] = reviews.Tokens(sets.yelp, vocabulary, reviews.natural)
    return tokens

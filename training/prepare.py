"""prepare.py albert|squeezebert|reviews --data ../shared/data --out FOLDER: vocabulary, tokens and word vectors of a backbone."""
import argparse
import os
import pickle

import torch

from cooccurrence import word_vectors
from corpus import open_texts, review_texts
from loop import Log
from vocabulary import Tokens, Unigram, WordPiece

KINDS = {"albert": (Unigram, open_texts), "squeezebert": (WordPiece, open_texts), "reviews": (Unigram, review_texts)}


def prepare(kind, data, folder, size, width, seed, log):
    """(vocabulary, tokens, word vectors); nothing is done twice."""
    os.makedirs(folder, exist_ok=True)
    cls, read = KINDS[kind]
    path = os.path.join(folder, cls.file)
    tokens_path, vectors_path = os.path.join(folder, "tokens.pickle"), os.path.join(folder, f"vectors-{width}.pt")
    texts = None if os.path.exists(path) and os.path.exists(tokens_path) else list(read(data))
    if not os.path.exists(path):
        cls.train(texts, size, path, seed)
        log("vocabulary trained")
    vocabulary = cls(path)
    if not os.path.exists(tokens_path):
        tokens = Tokens(texts, vocabulary)
        with open(tokens_path + ".new", "wb") as file:
            pickle.dump(tokens, file)
        os.rename(tokens_path + ".new", tokens_path)
        log(f"{len(tokens.ids):,} tokens in {len(tokens):,} texts of {sum(map(len, texts)):,} characters")
    with open(tokens_path, "rb") as file:
        tokens = pickle.load(file)
    if not os.path.exists(vectors_path):
        torch.save(word_vectors(tokens, vocabulary.size, width, seed=seed), vectors_path)
        log("word vectors factorised")
    return vocabulary, tokens, torch.load(vectors_path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--vocabulary", type=int, default=16000)
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    prepare(options.kind, options.data, options.out, options.vocabulary, options.width, options.seed, Log(os.path.join(options.out, "log.txt")))

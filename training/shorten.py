"""Drops the word pieces that texts use least from a tuned checkpoint: shorten.py FOLDER --pieces 11200 --texts FILE… --out FOLDER

Files of any form will do, .gz too: what is counted are words. calibration.json goes along.
"""
import argparse
import os
import shutil

import checkpoint
from corpus import lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--pieces", type=int, required=True)
    parser.add_argument("--texts", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    config, state, vocabulary = checkpoint.shortened(options.folder, (line for path in options.texts for line in lines(path)), options.pieces, None)
    checkpoint.save(options.out, config, state, vocabulary)
    fitted = os.path.join(options.folder, "calibration.json")
    if os.path.exists(fitted):
        shutil.copy(fitted, options.out)


if __name__ == "__main__":
    main()

"""The mean of the weights of checkpoints that went on from one another (Wortsman et al. 2022): average.py FOLDER FOLDER… --out FOLDER

Whether it is better is told by the part held out; calibration.json comes from the first folder, and may be fitted again.
"""
import argparse
import os
import shutil

import torch

import checkpoint


def mean(states):
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    found = [checkpoint.load(folder) for folder in options.folders]
    if any(vocabulary.pieces_in_order != found[0][2].pieces_in_order for _, _, vocabulary in found):
        raise SystemExit("The checkpoints have different vocabularies.")
    checkpoint.save(options.out, found[0][0], mean([state for _, state, _ in found]), found[0][2])
    fitted = os.path.join(options.folders[0], "calibration.json")
    if os.path.exists(fitted):
        shutil.copy(fitted, options.out)


if __name__ == "__main__":
    main()

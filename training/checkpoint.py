"""A Hugging Face style folder: config.json, model.safetensors, vocab.txt. Debian has no safetensors package; the format is small."""
import json
import os
import shutil
import struct

import numpy
import torch

from vocabulary import WordPiece


def save(folder, config, state, vocabulary):
    """Writes beside `folder` and renames, so that a reader never sees half of it."""
    folder = folder.rstrip("/")
    fresh = f"{folder}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    os.makedirs(fresh)
    with open(os.path.join(fresh, "config.json"), "w") as file:
        json.dump(config, file, indent=2)
    write_safetensors(os.path.join(fresh, "model.safetensors"), state)
    vocabulary.write(os.path.join(fresh, vocabulary.file))
    with open(os.path.join(fresh, "tokenizer_config.json"), "w") as file:
        json.dump({"do_lower_case": vocabulary.lower, "strip_accents": True, "model_max_length": config["max_position_embeddings"]}, file, indent=2)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(fresh, folder)


def load(folder):
    """(config, weights, vocabulary)."""
    read = lambda name: json.load(open(os.path.join(folder, name)))
    vocabulary = WordPiece.load(os.path.join(folder, WordPiece.file), read("tokenizer_config.json")["do_lower_case"])
    return read("config.json"), read_safetensors(os.path.join(folder, "model.safetensors")), vocabulary


def cased(folder, texts, pieces, positions=256, strength=0.3):
    """The same with capitals: a piece's vector is that of its small letters, and a direction for the way it is written (see WordPiece.cased)."""
    config, state, full = load(folder)
    if not full.lower:
        return config, state, full  # a tuned checkpoint has them already
    vocabulary, source, shape = full.cased(texts, pieces)
    words = "bert.embeddings.word_embeddings.weight"
    vectors = state[words][source]
    directions = torch.randn(4, vectors.shape[1], generator=torch.Generator().manual_seed(1))
    directions *= strength * vectors.norm(dim=1).mean() / directions.norm(dim=1, keepdim=True)
    directions[0] = 0
    state[words] = vectors + directions[shape]
    places = "bert.embeddings.position_embeddings.weight"
    state[places] = state[places][:positions].clone()
    return {**config, "vocab_size": vocabulary.size, "max_position_embeddings": positions}, state, vocabulary


def shortened(folder, texts, pieces, positions=256):
    """(config, weights, vocabulary) with the pieces that the texts use most and fewer positions: word vectors are half of MiniLM."""
    config, state, full = load(folder)
    vocabulary, kept = full.frequent(texts, pieces) if pieces else (full, slice(None))
    cut = {"word_embeddings": kept, "position_embeddings": slice(positions)}
    for name in state:
        for part, rows in cut.items():
            if name.endswith(part + ".weight"):
                state[name] = state[name][rows].clone()
    return {**config, "vocab_size": vocabulary.size, "max_position_embeddings": positions or config["max_position_embeddings"]}, state, vocabulary


def write_safetensors(path, state):
    """8 bytes of header length (little-endian), a JSON header, then the tensors' bytes (safetensors format 1.0)."""
    header, data, offset = {"__metadata__": {"format": "pt"}}, [], 0
    for name in sorted(state):
        array = state[name].detach().cpu().float().contiguous().numpy().astype("<f4")
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        data.append(array.tobytes())
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(data)


def read_safetensors(path):
    """The float tensors of a file; integer buffers such as position_ids are not weights."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    state = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, end = entry["data_offsets"]
            state[name] = torch.from_numpy(numpy.frombuffer(data[first:end], "<f4").reshape(entry["shape"]).copy())
    return state

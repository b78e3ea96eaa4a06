"""Training on few cores that others use too: one thread of computation a replica, gradients added; products in bfloat16 where the processor has it.

Parallel regions inside an operator wait at a barrier after each of thousands of operators, which is slow as soon as a
core is busy elsewhere; replicas meet once a step. They share the weights' memory and have gradients of their own.
"""
import copy
import glob
import os
import sys
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# glibc gives large blocks back to the kernel at once, and getting them again costs as much as computing with them; so does jemalloc if it may.
ALLOCATORS = glob.glob("/usr/lib/*/libjemalloc.so.2")
if ALLOCATORS and "LD_PRELOAD" not in os.environ and sys.argv[0].endswith(".py"):
    os.environ["LD_PRELOAD"] = ALLOCATORS[0]
    os.environ["MALLOC_CONF"] = "dirty_decay_ms:-1,muzzy_decay_ms:-1,oversize_threshold:0,thp:always"
    os.execv(sys.executable, [sys.executable, *sys.argv])

import torch  # noqa: E402  (reads the settings when it is loaded)

torch.set_num_threads(1)


def fast_bfloat16():
    """Without AVX512_BF16 the products are emulated, at a thirtieth of fp32's speed."""
    if not os.path.exists("/proc/cpuinfo"):
        return False
    with open("/proc/cpuinfo") as file:
        return "avx512_bf16" in file.read()


class Replicas:
    def __init__(self, module, count, device="cpu"):
        self.device = torch.device(device)
        self.short = self.device.type != "cpu" or fast_bfloat16()
        self.modules = [module] + [copy.deepcopy(module) for _ in range(count - 1 if self.device.type == "cpu" else 0)]
        for other in self.modules[1:]:
            for mine, theirs in zip(module.parameters(), other.parameters()):
                theirs.data = mine.data
        self.pool = ThreadPoolExecutor(len(self.modules))

    def map(self, function, batches):
        """function(module, tensors of the batch) for up to as many batches as there are replicas, at once."""
        def run(pair):
            module, batch = pair
            with torch.autocast(self.device.type, torch.bfloat16, enabled=self.short):
                return function(module, [None if a is None else torch.as_tensor(a).to(self.device) for a in batch])

        return list(self.pool.map(run, zip(self.modules, batches)))

    def predict(self, function, stream):
        """function(module, batch) without gradients over a whole stream of (key, batch): yields (key, result) in order."""
        for module in self.modules:
            module.eval()

        def run(module, batch):
            with torch.no_grad():
                return function(module, batch)

        stream = iter(stream)
        while group := [pair for _, pair in zip(self.modules, stream)]:
            yield from zip([key for key, _ in group], self.map(run, [batch for _, batch in group]))

    def backward(self, loss, batches):
        """Mean gradient of loss(module, batch) → (loss, figures…) over the batches, left in the first module; mean figures."""
        def run(module, batch):
            module.train()
            module.zero_grad(set_to_none=True)
            value, *figures = loss(module, batch)
            (value / len(batches)).backward()
            return [value.item()] + figures

        figures = self.map(run, batches)
        first, *others = [list(module.parameters()) for module in self.modules[: len(batches)]]
        for other in others:
            for mine, theirs in zip(first, other):
                if theirs.grad is not None:
                    mine.grad = theirs.grad if mine.grad is None else mine.grad.add_(theirs.grad)
        return [sum(column) / len(batches) for column in zip(*figures)]

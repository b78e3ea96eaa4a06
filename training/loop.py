"""What every training shares: options, log, the optimiser with its schedule, the running average of the weights, resuming."""
import argparse
import os
import time

from parallel import Replicas  # first: it settles threads and memory before torch loads

import torch
from torch import nn


def arguments(description, **defaults):
    """--data --out --device … and an option for each default."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", required=True, help="the folder of the data sets")
    parser.add_argument("--out", required=True, help="the checkpoint to write; states and log lie in OUT-run")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1, help="replicas on the processor, one thread each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0, help="the schedule ends after so many minutes instead of after --steps")
    parser.add_argument("--words", action="store_true", help="tune the word vectors too")
    parser.add_argument("--pieces", type=int, default=12000, help="how many pieces of the encoder's vocabulary to keep; 0: all")
    parser.add_argument("--report-every", type=int, default=1, help="of a large dev part every so many texts")
    parser.add_argument("--teacher", default="", help="a tuned checkpoint: train a student of it")
    parser.add_argument("--kind", choices=("albert", "squeezebert"), default="albert", help="the student's architecture")
    parser.add_argument("--levels", type=int, default=6, help="the student's layers")
    parser.add_argument("--random", action="store_true", help="a student that begins with nothing of its teacher")
    for name, value in defaults.items():
        flag = "--" + name.replace("_", "-")
        if isinstance(value, bool):
            parser.add_argument(flag, action="store_true")
        else:
            parser.add_argument(flag, type=type(value) if value is not None else str, default=value, required=value is None)
    options = parser.parse_args()
    options.run = options.out.rstrip("/") + "-run"
    os.makedirs(options.run, exist_ok=True)
    torch.manual_seed(options.seed)
    return options


class Log:
    def __init__(self, path):
        self.path, self.start = path, time.time()

    def __call__(self, text):
        line = f"{time.strftime('%H:%M:%S')} {time.time() - self.start:6.0f}s {text}"
        print(line, flush=True)
        with open(self.path, "a") as file:
            file.write(line + "\n")


class Training:
    """AdamW with warm-up and linear decay over a number of steps, and an average of the weights; state on disk, so that it resumes."""

    def __init__(self, module, path, steps, rate, options, decay=0.998, warm_up=0.06, weight_decay=0.01):
        self.module, self.path, self.steps, self.rate, self.decay = module.to(options.device), path, steps, rate, min(0.998, decay)
        self.warm_up, self.minutes = warm_up, options.minutes
        self.replicas = Replicas(module, options.threads, options.device)
        self.trained = [p for p in module.parameters() if p.requires_grad]
        groups = [{"params": [p for p in self.trained if p.dim() > 1], "weight_decay": weight_decay},
                  {"params": [p for p in self.trained if p.dim() <= 1], "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, foreach=True)
        self.step, self.average = 0, [p.detach().clone() for p in self.trained]
        self.before, self.started = 0.0, time.time()
        if path and os.path.exists(path):
            state = torch.load(path, map_location=options.device)
            self.step, self.average, self.before = state["step"], state["average"], state["seconds"]
            module.load_state_dict(state["module"])
            self.optimiser.load_state_dict(state["optimiser"])

    def seconds(self):
        """Of training, with those before it was gone on with."""
        return self.before + time.time() - self.started

    def progress(self):
        """From 0 to 1: the share of the steps, or of the minutes, that is done."""
        return self.seconds() / (60 * self.minutes) if self.minutes else self.step / self.steps

    def save(self):
        state = {"step": self.step, "seconds": self.seconds(), "average": self.average, "module": self.module.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(state, self.path + ".new")
        os.rename(self.path + ".new", self.path)

    def update(self, loss, stream):
        """One step on as many batches as there are replicas: loss(module, batch) → (loss, figures…). Mean figures; tokens are counted."""
        self.module.train()
        done = self.progress()
        rate = self.rate * min((done + 0.001) / self.warm_up, max(0.0, 1 - done))
        for parameters in self.optimiser.param_groups:
            parameters["lr"] = rate
        figures = self.replicas.backward(loss, [next(stream) for _ in self.replicas.modules])
        nn.utils.clip_grad_norm_([p for p in self.trained if p.grad is not None], 1.0)
        self.optimiser.step()
        self.step += 1
        decay = min(self.decay, (1 + self.step) / (10 + self.step))
        torch._foreach_mul_(self.average, decay)
        torch._foreach_add_(self.average, [p.detach() for p in self.trained], alpha=1 - decay)
        return figures

    def swap(self):
        """Exchanges the weights with their running average (the replicas share the weights' memory: values move, not tensors)."""
        for mine, average in zip(self.trained, self.average):
            kept = mine.detach().clone()
            mine.data.copy_(average)
            average.copy_(kept)

"""The work of PyTorch beside Showtell's, for benchmarks/run --peers python.

    python peer.py vgg fp32|bf16 THREADS WEIGHTS.safetensors
    python peer.py train fp32|bf16 THREADS B T E U V

WEIGHTS holds the tensors of Showtell's VGG and the pixels [B,H,W,3]. The program says its version,
and then runs once for each line "run" on stdin and answers with milliseconds; "result FILE" saves
what the last run gave as float32.
"""

import json
import struct
import sys
import time

import torch


def tensors(path):
    """A safetensors file of float32: the names in the file's order, and the arrays."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(
            data, dtype=torch.float32, offset=entry["data_offsets"][0], count=size(entry["shape"])
        ).reshape(entry["shape"])
        for name, entry in header.items()
    }


def size(shape):
    count = 1
    for dimension in shape:
        count *= dimension
    return count


def vgg(dtype, path):
    """VGG's convolutions and, where the file has them, dense layers, with channels last."""
    weights = tensors(path)
    pixels = weights.pop("pixels").permute(0, 3, 1, 2)
    layers = []
    block = None
    for name in [n[: -len(".weight")] for n in weights if n.endswith(".weight")]:
        weight = weights[name + ".weight"].to(dtype)
        bias = weights[name + ".bias"].to(dtype)
        if weight.dim() == 4:
            if block is not None and name.split("_")[0] != block:
                layers.append(lambda x: torch.nn.functional.max_pool2d(x, 2))
            block = name.split("_")[0]
            weight = weight.permute(3, 2, 0, 1).contiguous(memory_format=torch.channels_last)
            layers.append(
                lambda x, w=weight, b=bias: torch.nn.functional.conv2d(x, w, b, padding=1).relu_()
            )
        else:
            if block is not None:
                layers.append(
                    lambda x: torch.nn.functional.max_pool2d(x, 2).permute(0, 2, 3, 1).flatten(1)
                )
                block = None
            weight = weight.t().contiguous()
            layers.append(lambda x, w=weight, b=bias: torch.nn.functional.linear(x, w, b).relu_())

    def run():
        with torch.inference_mode():
            x = pixels.to(dtype)
            for layer in layers:
                x = layer(x)
            return (x.permute(0, 2, 3, 1) if x.dim() == 4 else x).float()

    return run


def train(dtype, batch, steps, embedding, units, vocabulary):
    """A step over embedded words, an LSTM and the vocabulary's softmax: clipping and Adam.

    Showtell's step has the image at every word and an average of the weights besides. In bfloat16 it
    is PyTorch's automatic mixed precision: weights and their gradients have 32 bits.
    """
    torch.manual_seed(1)
    table = torch.nn.Embedding(vocabulary, embedding)
    cell = torch.nn.LSTM(embedding, units, batch_first=True)
    output = torch.nn.Linear(units, vocabulary)
    parameters = [p for m in (table, cell, output) for p in m.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=1e-3, fused=True)
    words = [torch.randint(4, vocabulary, (batch, steps + 1)) for _ in range(4)]
    state = {"at": 0}

    def run():
        sentence = words[state["at"] % len(words)]
        state["at"] += 1
        optimiser.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=dtype == torch.bfloat16):
            hidden, _ = cell(table(sentence[:, :-1]))
            loss = torch.nn.functional.cross_entropy(
                output(hidden).flatten(0, 1), sentence[:, 1:].flatten()
            )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 5)
        optimiser.step()
        return loss.detach().reshape(1)

    return run


def main(arguments):
    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[arguments[1]]
    torch.set_num_threads(int(arguments[2]))
    if arguments[0] == "vgg":
        run = vgg(dtype, arguments[3])
    else:
        run = train(dtype, *map(int, arguments[3:]))
    print(torch.__version__, flush=True)
    result = None
    for line in sys.stdin:
        if line.startswith("result "):
            with open(line[len("result ") :].rstrip("\n"), "wb") as file:
                file.write(bytes(result.contiguous().reshape(-1).numpy().data))
            print("saved", flush=True)
        else:
            start = time.perf_counter()
            result = run()
            print(1000 * (time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

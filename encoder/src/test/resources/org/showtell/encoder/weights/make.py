#!/usr/bin/env python3
"""Writes the weights of a toy network in the formats of their own libraries: h5py and PyTorch.

Run in this folder with h5py and torch installed. The network: 3x3 convolutions of 4 | 5, 6 filters (a pool
between), a pool, dense layers of 7 and 3 units, on 8x8 pixels; a classifier of 2 behind it. Number i of tensor t,
in Showtell's layout, is ((7 i + 3 t) mod 64 - 32) / 64: exact in half precision.
"""
import collections

import h5py
import numpy as np
import torch

CONVOLUTIONS = [("block1_conv1", 3, 4), ("block2_conv1", 4, 5), ("block2_conv2", 5, 6)]
DENSE = [("fc1", 2 * 2 * 6, 7), ("fc2", 7, 3), ("predictions", 3, 2)]
TORCH_NAMES = ["features.0", "features.3", "features.10", "classifier.0", "classifier.3", "classifier.6"]


def numbers(index, *shape):
    i = np.arange(int(np.prod(shape)))
    return (((7 * i + 3 * index) % 64 - 32) / 64).astype(np.float32).reshape(shape)


def layers():
    index = 0
    for name, inputs, outputs in CONVOLUTIONS:
        yield name, numbers(index, 3, 3, inputs, outputs), numbers(index + 1, outputs)
        index += 2
    for name, inputs, outputs in DENSE:
        yield name, numbers(index, inputs, outputs), numbers(index + 1, outputs)
        index += 2


def keras(group, suffixes, nested, top=True):
    names = []
    for name, kernel, bias in layers():
        if not top and kernel.ndim == 2:
            continue
        if name == "block2_conv1":
            names.append("block1_pool")
            group.create_group("block1_pool").attrs["weight_names"] = np.array([], dtype="S1")
        names.append(name)
        layer = group.create_group(name)
        paths = [(name + "/" if nested else name) + suffix for suffix in suffixes]
        layer.attrs["weight_names"] = [path.encode() for path in paths]
        layer.create_dataset(paths[0], data=kernel)
        layer.create_dataset(paths[1], data=bias)
    group.attrs["layer_names"] = [name.encode() for name in names]


def torch_state():
    state = collections.OrderedDict()
    for torch_name, (name, kernel, bias) in zip(TORCH_NAMES, layers()):
        if kernel.ndim == 4:
            kernel = kernel.transpose(3, 2, 0, 1)
        else:
            if name == "fc1":
                kernel = kernel.reshape(2, 2, 6, 7).transpose(2, 0, 1, 3).reshape(24, 7)
            kernel = kernel.T
        state[torch_name + ".weight"] = torch.tensor(np.ascontiguousarray(kernel))
        state[torch_name + ".bias"] = torch.tensor(bias)
    return state


with h5py.File("keras1.h5", "w") as file:
    keras(file, ("_W_1:0", "_b_1:0"), nested=False)
with h5py.File("keras1-notop.h5", "w") as file:
    keras(file, ("_W_1:0", "_b_1:0"), nested=False, top=False)
with h5py.File("keras2.h5", "w") as file:
    keras(file, ("kernel:0", "bias:0"), nested=True)
with h5py.File("keras-model.h5", "w") as file:
    file.attrs["model_config"] = b"{}"
    keras(file.create_group("model_weights"), ("kernel:0", "bias:0"), nested=True)
with h5py.File("keras-link.h5", "w") as file:
    keras(file, ("kernel:0", "bias:0"), nested=True)
    del file["fc1"]
    file["fc1"] = h5py.ExternalLink("keras1.h5", "/fc1")
with h5py.File("keras3.weights.h5", "w") as file:
    for i, (name, kernel, bias) in enumerate(layers()):
        kind = "conv2d" if kernel.ndim == 4 else "dense"
        number = i if kernel.ndim == 4 else i - len(CONVOLUTIONS)
        group = file.create_group("layers/" + kind + ("" if number == 0 else f"_{number}") + "/vars")
        group.create_dataset("0", data=kernel)
        group.create_dataset("1", data=bias)

torch.save(torch_state(), "torch.pth")
torch.save(torch_state(), "torch-legacy.pth", _use_new_zipfile_serialization=False)
half = {"module." + name: tensor.half() for name, tensor in torch_state().items()}
torch.save({"epoch": 3, "lr": 0.5, "state_dict": half, "done": None}, "torch-checkpoint.pth")
parameters = collections.OrderedDict(
    (name, torch.nn.Parameter(tensor.contiguous(memory_format=torch.channels_last) if tensor.ndim == 4 else tensor))
    for name, tensor in torch_state().items())
torch.save(parameters, "torch-parameters.pth")
torch.save(parameters, "torch-legacy-parameters.pth", _use_new_zipfile_serialization=False)
torch.save(torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3)), "torch-module.pth")

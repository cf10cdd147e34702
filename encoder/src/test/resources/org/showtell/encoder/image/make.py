#!/usr/bin/env python3
"""Makes the pictures of this folder: four quadrants, red and green above blue and yellow, 64x32, in every format.

Needs Pillow, numpy, pillow-heif, and heif-enc and avifenc for HEIC and AVIF. Writes into the current folder.
Files named oN.* are stored turned, with the EXIF orientation N that makes them upright again.
"""
import struct
import subprocess

import numpy as np
from PIL import Image, ImageOps

W, H, TILE = 64, 32, 64


def quadrants(width=W, height=H):
    a = np.zeros((height, width, 3), np.uint8)
    a[: height // 2, : width // 2] = (220, 40, 40)
    a[: height // 2, width // 2 :] = (40, 200, 60)
    a[height // 2 :, : width // 2] = (40, 60, 220)
    a[height // 2 :, width // 2 :] = (230, 220, 50)
    return Image.fromarray(a)


q = quadrants()
grey16 = Image.fromarray(np.array(q.convert("L")).astype(np.uint16) * 257)
palette = q.convert("P", palette=Image.ADAPTIVE)
# Upper left clear, lower right half.
alpha = np.full((H, W), 255, np.uint8)
alpha[: H // 2, : W // 2] = 0
alpha[H // 2 :, W // 2 :] = 128
rgba = q.convert("RGBA")
rgba.putalpha(Image.fromarray(alpha))
grey_alpha = q.convert("LA")
grey_alpha.putalpha(Image.fromarray(alpha))


def jpegs():
    q.save("rgb.jpg", quality=95)
    q.save("progressive.jpg", quality=95, progressive=True)
    q.convert("L").save("grey.jpg", quality=95)
    q.convert("CMYK").save("cmyk-adobe.jpg", quality=95)
    # Without Adobe's marker the inks are not inverted; Pillow inverts always, so invert first.
    plain = Image.fromarray(255 - np.array(q.convert("CMYK")), "CMYK")
    plain.save("cmyk-plain.jpg", quality=95)
    data = open("cmyk-plain.jpg", "rb").read()
    adobe = data.index(b"Adobe")
    length = struct.unpack(">H", data[adobe - 2 : adobe])[0]
    open("cmyk-plain.jpg", "wb").write(data[: adobe - 4] + data[adobe - 2 + length :])
    # YCCK: the inverted inks as YCbCr, said so by the marker's transform byte.
    cmyk = np.array(q.convert("CMYK")).astype(float)
    r, g, b = cmyk[..., 0], cmyk[..., 1], cmyk[..., 2]
    y = 0.299 * r + 0.587 * g + 0.114 * b
    ycck = np.stack([y, (b - y) / 1.772 + 128, (r - y) / 1.402 + 128, 255 - cmyk[..., 3]], -1)
    stored = ycck.round().clip(0, 255).astype(np.uint8)
    Image.fromarray(255 - stored, "CMYK").save("ycck-adobe.jpg", quality=95)
    data = bytearray(open("ycck-adobe.jpg", "rb").read())
    data[data.index(b"Adobe") + 11] = 2
    open("ycck-adobe.jpg", "wb").write(data)


def pngs():
    q.save("rgb.png")
    palette.save("palette.png")
    palette.save("palette-transparent.png", transparency=palette.getpixel((5, 5)))
    q.convert("L").save("grey.png")
    grey16.save("grey16.png")
    rgba.save("alpha.png")
    grey_alpha.save("grey-alpha.png")
    q.save("colour-key.png", transparency=(220, 40, 40))
    png16("rgb16.png", np.array(q).astype(">u2") * 257, 2)
    png16("alpha16.png", np.array(rgba).astype(">u2") * 257, 6)


def png16(name, samples, colour_type):
    """Pillow writes no 16-bit colour."""
    import zlib

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", W, H, 16, colour_type, 0, 0, 0)
    open(name, "wb").write(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    )


def others():
    q.save("rgb.gif")
    palette.save("transparent.gif", transparency=palette.getpixel((5, 5)))
    q.save("animated.gif", save_all=True, append_images=[ImageOps.mirror(q)])
    q.save("rgb.bmp")
    palette.save("palette.bmp")
    rgba.save("alpha.bmp")
    q.save("lossy.webp", quality=95)
    q.save("lossless.webp", lossless=True)
    rgba.save("alpha.webp", lossless=True)
    q.save("animated.webp", save_all=True, append_images=[ImageOps.mirror(q)], lossless=True)
    for name, compression in [("raw", "raw"), ("lzw", "tiff_lzw"), ("deflate", "tiff_adobe_deflate"), ("jpeg", "jpeg")]:
        q.save(f"{name}.tif", compression=compression)
    q.convert("L").save("grey.tif", compression="tiff_lzw")
    grey16.save("grey16.tif")
    q.convert("CMYK").save("cmyk.tif", compression="tiff_lzw")
    palette.save("palette.tif", compression="tiff_lzw")
    rgba.save("alpha.tif", compression="tiff_lzw")
    Image.fromarray(np.array(q.convert("L")).astype(np.float32)).save("float.tif", compression="tiff_lzw")


def turned():
    stored = {
        1: None,
        2: Image.FLIP_LEFT_RIGHT,
        3: Image.ROTATE_180,
        4: Image.FLIP_TOP_BOTTOM,
        5: Image.TRANSPOSE,
        6: Image.ROTATE_90,
        7: Image.TRANSVERSE,
        8: Image.ROTATE_270,
    }
    for orientation, turn in stored.items():
        s = q if turn is None else q.transpose(turn)
        exif = Image.Exif()
        exif[274] = orientation
        s.save(f"o{orientation}.jpg", quality=95, exif=exif)
        s.save(f"o{orientation}.png", exif=exif)
        s.save(f"o{orientation}.webp", lossless=True, exif=exif.tobytes())
        s.save(f"o{orientation}.tif", compression="tiff_lzw", tiffinfo={274: orientation})


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def heifs():
    run("heif-enc", "-q", "90", "rgb.png", "-o", "rgb.heic")
    run("avifenc", "--min", "0", "--max", "10", "rgb.png", "rgb.avif")
    run("avifenc", "--min", "0", "--max", "10", "-d", "10", "rgb.png", "ten-bits.avif")
    # irot turns to the left, so store the picture turned to the right; imir 1 swaps left and right.
    q.transpose(Image.ROTATE_270).save("tmp.png")
    run("avifenc", "--min", "0", "--max", "10", "--irot", "1", "tmp.png", "turned.avif")
    q.transpose(Image.FLIP_LEFT_RIGHT).save("tmp.png")
    run("avifenc", "--min", "0", "--max", "10", "--imir", "1", "tmp.png", "mirrored.avif")
    grid("grid.heic", quadrants(112, 96), 0)
    grid("grid-turned.heic", quadrants(112, 96).transpose(Image.ROTATE_270), 1)
    run("rm", "tmp.png", "tmp.heic")


def display_p3():
    """An ICC profile of Display P3's primaries with a gamma of 2.2 (ISO 15076-1)."""

    def fixed(*values):
        return struct.pack(f">{len(values)}i", *(round(v * 65536) for v in values))

    white = fixed(0.9642, 1, 0.8249)
    columns = {"r": (0.51512, 0.24120, -0.00105), "g": (0.29198, 0.69225, 0.04189), "b": (0.15710, 0.06657, 0.78407)}
    tags = [(b"desc", b"desc" + struct.pack(">II", 0, 5) + b"test\0" + bytes(79)), (b"wtpt", b"XYZ \0\0\0\0" + white)]
    for colour, xyz in columns.items():
        tags.append((colour.encode() + b"XYZ", b"XYZ \0\0\0\0" + fixed(*xyz)))
        tags.append((colour.encode() + b"TRC", b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0233, 0)))
    table, body, start = b"", b"", 132 + 12 * len(tags)
    for name, value in tags:
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value
    header = struct.pack(">I", start + len(body)) + b"test" + struct.pack(">I", 0x02400000) + b"mntrRGB XYZ " + bytes(12)
    return header + b"acsp" + bytes(28) + white + bytes(48) + struct.pack(">I", len(tags)) + table + body


def transparent_and_managed():
    """By pillow-heif and Pillow's AVIF: an alpha plane, and the colours above as Display P3 has them."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    p3 = np.zeros((H, W, 3), np.uint8)
    p3[: H // 2, : W // 2] = (201, 62, 54)
    p3[: H // 2, W // 2 :] = (97, 196, 82)
    p3[H // 2 :, : W // 2] = (48, 62, 210)
    p3[H // 2 :, W // 2 :] = (227, 219, 87)
    for kind in ("heic", "avif"):
        # FFmpeg 7.1 refuses what this encoder makes of less than 64 rows.
        rgba.resize((2 * W, 2 * H), Image.NEAREST).save(f"alpha.{kind}", quality=95)
        stored = Image.fromarray(p3).resize((2 * W, 2 * H), Image.NEAREST)
        stored.save(f"display-p3.{kind}", quality=95, icc_profile=display_p3())


def animated_avif():
    """By Pillow: a still beside six frames of half a second."""
    frames = [Image.new("RGB", (64, 48), (40 * i + 15, 60, 200 - 30 * i)) for i in range(6)]
    frames[0].save("animated.avif", save_all=True, append_images=frames[1:], duration=500, quality=90)


def boxes(b, at, end):
    while at + 8 <= end:
        size = struct.unpack(">I", b[at : at + 4])[0]
        yield b[at + 4 : at + 8], at, at + 8, at + size
        at += size


def coded(name):
    """The codec's configuration, the size property and the coded frame of a file with one item."""
    b = open(name, "rb").read()
    found = {}
    for kind, _, start, end in boxes(b, 0, len(b)):
        if kind == b"mdat":
            found["mdat"] = b[start:end]
        if kind == b"meta":
            for kind2, _, start2, end2 in boxes(b, start + 4, end):
                if kind2 == b"iprp":
                    for kind3, _, start3, end3 in boxes(b, start2, end2):
                        if kind3 == b"ipco":
                            for kind4, at4, _, end4 in boxes(b, start3, end3):
                                found[kind4.decode()] = b[at4:end4]
    return found


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind, version, *parts):
    return box(kind, bytes([version, 0, 0, 0]), *parts)


def grid(name, picture, quarter_turns):
    """A picture of several coded tiles, as phones write it; no encoder at hand does."""
    width, height = picture.size
    columns, rows = -(-width // TILE), -(-height // TILE)
    padded = Image.fromarray(
        np.pad(np.array(picture), ((0, rows * TILE - height), (0, columns * TILE - width), (0, 0)), "edge")
    )
    tiles = []
    for r in range(rows):
        for c in range(columns):
            padded.crop((c * TILE, r * TILE, (c + 1) * TILE, (r + 1) * TILE)).save("tmp.png")
            run("heif-enc", "-q", "90", "tmp.png", "-o", "tmp.heic")
            tiles.append(coded("tmp.heic"))
    n = len(tiles)
    whole = n + 1
    recipe = bytes([0, 0, rows - 1, columns - 1]) + struct.pack(">HH", width, height)
    items = [full(b"infe", 2, struct.pack(">HH", i + 1, 0), b"hvc1\0") for i in range(n)]
    items.append(full(b"infe", 2, struct.pack(">HH", whole, 0), b"grid\0"))
    properties = [
        tiles[0]["hvcC"],
        tiles[0]["ispe"],
        full(b"ispe", 0, struct.pack(">II", width, height)),
        box(b"irot", bytes([quarter_turns])),
    ]
    associations = b"".join(struct.pack(">HBBB", i + 1, 2, 0x81, 2) for i in range(n))
    associations += struct.pack(">HBBB", whole, 2, 3, 0x84)
    references = box(b"dimg", struct.pack(">HH", whole, n), *[struct.pack(">H", i + 1) for i in range(n)])

    def meta(start):
        entries = b""
        for i, tile in enumerate(tiles):
            entries += struct.pack(">HHHHII", i + 1, 0, 0, 1, start, len(tile["mdat"]))
            start += len(tile["mdat"])
        entries += struct.pack(">HHHHII", whole, 1, 0, 1, 0, len(recipe))
        return full(
            b"meta",
            0,
            full(b"hdlr", 0, b"\0\0\0\0pict" + b"\0" * 13),
            full(b"pitm", 0, struct.pack(">H", whole)),
            full(b"iloc", 1, bytes([0x44, 0]), struct.pack(">H", n + 1), entries),
            full(b"iinf", 0, struct.pack(">H", n + 1), *items),
            full(b"iref", 0, references),
            box(b"iprp", box(b"ipco", *properties), full(b"ipma", 0, struct.pack(">I", n + 1), associations)),
            box(b"idat", recipe),
        )

    kind = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    start = len(kind) + len(meta(0)) + 8
    open(name, "wb").write(kind + meta(start) + box(b"mdat", *[tile["mdat"] for tile in tiles]))


jpegs()
pngs()
others()
turned()
heifs()
animated_avif()
transparent_and_managed()

// A zip file of texts and photos, stored without compression (APPNOTE 6.3, UTF-8 names).

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** files: [[name, text or bytes]]; together under 4 GB, as the format has it */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const title = new TextEncoder().encode(name);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, 20, true);
    common.setUint16(2, 0x0800, true);
    common.setUint32(6, 0x00210000, true);
    common.setUint32(10, crc(bytes), true);
    common.setUint32(14, bytes.length, true);
    common.setUint32(18, bytes.length, true);
    common.setUint16(22, title.length, true);
    parts.push(Uint8Array.of(0x50, 0x4b, 3, 4), common.buffer, title, bytes);
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, offset, true);
    directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), common.buffer, place.buffer, title);
    offset += 30 + title.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.byteLength, 0);
  const end = new DataView(new ArrayBuffer(18));
  end.setUint16(4, files.length, true);
  end.setUint16(6, files.length, true);
  end.setUint32(8, size, true);
  end.setUint32(12, offset, true);
  return new Blob([...parts, ...directory, Uint8Array.of(0x50, 0x4b, 5, 6), end.buffer], { type: 'application/zip' });
}

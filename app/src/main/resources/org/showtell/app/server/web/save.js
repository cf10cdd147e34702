// What the page can download: text files, XMP sidecars, CSV, JSON lines.

import { json } from './api.js';
import { zip } from './zip.js';

export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const stem = (path) => path.replace(/\.[^./]+$/, '');
const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Two photos of one name keep apart. */
function unique(names, name, ending) {
  let path = `${stem(name)}${ending}`;
  if (names.has(path)) path = `${name}${ending}`;
  for (let n = 2; names.has(path); n++) path = `${name}.${n}${ending}`;
  names.add(path);
  return path;
}

export async function download(kind, records) {
  const done = records.filter((record) => !record.error);
  const names = new Set();
  if (kind === 'txt') {
    save(zip(done.map((record) => [unique(names, record.path, '.txt'), `${record.caption}\n`])), 'captions.zip');
  } else if (kind === 'xmp') {
    const files = [];
    for (const record of done) {
      const { xmp } = await json('/api/v1/xmp', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ caption: record.caption, keywords: (record.keywords || []).map((one) => one.word) }),
      });
      files.push([unique(names, record.path, '.xmp'), xmp]);
    }
    save(zip(files), 'captions-xmp.zip');
  } else if (kind === 'csv') {
    const lines = records.map((record) =>
      [record.path, record.caption ?? '', record.score ?? '', (record.keywords || []).map((one) => one.word).join(';'), record.model, record.error ?? '']
        .map((value) => quoted(String(value))).join(','));
    save(new Blob([['path,caption,score,keywords,model,error', ...lines, ''].join('\r\n')], { type: 'text/csv' }), 'captions.csv');
  } else if (kind === 'jsonl') {
    const lines = records.map((record) => JSON.stringify(record, (key, value) => (key === 'words' ? undefined : value)));
    save(new Blob([lines.map((line) => `${line}\n`).join('')], { type: 'application/jsonl' }), 'captions.jsonl');
  }
}

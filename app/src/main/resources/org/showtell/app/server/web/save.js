// What the page can download: text files, XMP sidecars, CSV, JSON lines, as the command line writes them.

import { embed, json } from './api.js';
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

const MOST_BYTES = 2_000_000_000;

/** Two photos of one name keep apart. */
function unique(names, name, ending) {
  let path = `${stem(name)}${ending}`;
  if (names.has(path)) path = `${name}${ending}`;
  for (let n = 2; names.has(path); n++) path = `${name}.${n}${ending}`;
  names.add(path);
  return path;
}

const keywords = (record) => (record.keywords || []).map((one) => one.word);

function csv(records) {
  const most = Math.max(1, ...records.map((record) => record.captions.length));
  const more = Array.from({ length: most - 1 }, (_, i) => i + 1);
  const head = ['path', 'caption', 'score', ...more.flatMap((i) => [`caption_${i + 1}`, `score_${i + 1}`]), 'keywords', 'model', 'error'];
  const rows = records.map((record) => [
    record.path, record.caption, record.score,
    ...more.flatMap((i) => [record.captions[i]?.text, record.captions[i]?.score]),
    keywords(record).join('; '), record.model, record.error,
  ]);
  return [head, ...rows].map((row) => `${row.map((value) => quoted(String(value ?? ''))).join(',')}\r\n`).join('');
}

async function sidecars(records, ending, content) {
  const names = new Set();
  const files = [];
  for (const record of records.filter((one) => !one.error)) {
    files.push([unique(names, record.path, ending), await content(record)]);
  }
  return zip(files);
}

async function xmp(record) {
  const answer = await json('/api/v1/xmp', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ caption: record.caption, keywords: keywords(record) }),
  });
  return answer.xmp;
}

/** The photos with their captions inside. Those that cannot hold one are named once the others are saved. */
async function embedded(photos) {
  const names = new Set();
  const files = [];
  const failed = [];
  let bytes = 0;
  for (const { file, records: [record] } of photos) {
    if (!record || record.error) continue;
    try {
      const photo = await embed(file, record.caption, keywords(record));
      bytes += photo.length;
      if (bytes > MOST_BYTES) throw new Error('the zip would be larger than 2 GB; download fewer photos at a time');
      files.push([unique(names, record.path, record.path.match(/\.[^./]*$/)?.[0] || ''), photo]);
    } catch (error) {
      failed.push(error.message.startsWith(file.name) ? error.message : `${record.path}: ${error.message}`);
    }
  }
  if (files.length) save(zip(files), 'captioned-photos.zip');
  if (failed.length) throw new Error(`${failed.length} without its caption: ${failed.slice(0, 3).join('; ')}`);
}

/**
 * photos: of each photo its file and its records, one by each model; what goes beside a photo, or
 * into it, is the first's.
 */
export async function download(kind, photos) {
  if (kind === 'embed') return embedded(photos);
  return texts(kind, photos.map((photo) => photo.records));
}

async function texts(kind, photos) {
  const first = photos.filter((records) => records.length).map((records) => records[0]);
  if (kind === 'txt') {
    save(await sidecars(first, '.txt', (record) => `${record.caption}\n`), 'captions.zip');
  } else if (kind === 'xmp') {
    save(await sidecars(first, '.xmp', xmp), 'captions-xmp.zip');
  } else if (kind === 'csv') {
    save(new Blob([csv(photos.flat())], { type: 'text/csv' }), 'captions.csv');
  } else if (kind === 'jsonl') {
    const left = ['words', 'edited']; // maps are large, and the others know no such field
    const lines = photos.flat().map((record) => JSON.stringify(record, (key, value) => (left.includes(key) ? undefined : value)));
    save(new Blob([lines.map((line) => `${line}\n`).join('')], { type: 'application/jsonl' }), 'captions.jsonl');
  }
}

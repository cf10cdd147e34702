// The photos view: drop, paste or choose; captions appear one by one.

import { caption } from './api.js';
import { Card } from './card.js';
import { download } from './save.js';
import { keywords, query, secondModel } from './settings.js';

const TOGETHER = 4; // calls at a time: the server joins them into batches
const field = (id) => document.getElementById(id);
const cards = [];
let stop = null;
let queue = [];
let total = 0;
let done = 0;

function isImage(file) {
  return file.type.startsWith('image/') || /\.(jpe?g|png|gif|bmp|tiff?|webp|heic|heif|avif)$/i.test(file.name);
}

async function entries(item) {
  const entry = item.webkitGetAsEntry?.();
  if (!entry) return item.getAsFile() ? [item.getAsFile()] : [];
  return walk(entry, '');
}

async function walk(entry, folder) {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    Object.defineProperty(file, 'webkitRelativePath', { value: folder + file.name, configurable: true });
    return [file];
  }
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (!some.length) break;
    for (const child of some) files.push(...await walk(child, `${folder}${entry.name}/`));
  }
  return files;
}

export function add(files) {
  const images = files.filter(isImage).sort((a, b) => (a.webkitRelativePath || a.name).localeCompare(b.webkitRelativePath || b.name, undefined, { numeric: true }));
  field('notice').textContent = images.length ? '' : 'There is no photo among these files.';
  for (const file of images) {
    const card = new Card(file, file.webkitRelativePath || file.name || 'pasted photo', filterBy);
    cards.push(card);
    field('cards').append(card.root);
    queue.push(card);
  }
  total += images.length;
  if (images.length && !stop) run();
}

async function run() {
  stop = new AbortController();
  field('work').hidden = false;
  progress();
  await Promise.all(Array.from({ length: TOGETHER }, async () => {
    while (queue.length && !stop.signal.aborted) await describe(queue.shift());
  }));
  for (const card of queue) card.remove();
  queue.forEach((card) => cards.splice(cards.indexOf(card), 1));
  queue = [];
  stop = null;
  total = 0;
  done = 0;
  field('work').hidden = true;
  field('tools').hidden = !cards.length;
}

async function describe(card) {
  const models = [undefined, secondModel()].filter((model, i) => i === 0 || model);
  for (const model of models) {
    try {
      const more = { attention: true, ...(keywords() ? { keywords: keywords() } : {}), ...(model ? { model } : {}) };
      card.show(await caption(card.file, query(more), stop.signal));
    } catch (error) {
      if (error.name === 'AbortError') { card.remove(); cards.splice(cards.indexOf(card), 1); return; }
      card.show({ path: card.path, caption: null, score: null, captions: [], model: model || '', error: error.message });
    }
  }
  done += 1;
  progress();
}

function progress() {
  field('progress').max = total;
  field('progress').value = done;
  field('count').textContent = `${done} of ${total}`;
}

function filterBy(word) {
  field('find').value = word;
  filter();
  field('find').focus();
}

function filter() {
  const wanted = field('find').value.trim().toLowerCase();
  for (const card of cards) {
    const record = card.record;
    const words = record ? `${record.caption} ${(record.keywords || []).map((one) => one.word).join(' ')} ${card.path}` : card.path;
    card.root.hidden = wanted !== '' && !words.toLowerCase().includes(wanted);
  }
}

function sort() {
  const by = {
    given: (a, b) => cards.indexOf(a) - cards.indexOf(b),
    doubtful: (a, b) => (a.record?.score ?? -99) - (b.record?.score ?? -99),
    certain: (a, b) => (b.record?.score ?? -99) - (a.record?.score ?? -99),
    name: (a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }),
  }[field('sort').value];
  field('cards').append(...[...cards].sort(by).map((card) => card.root));
}

export function open() {
  const drop = field('drop');
  field('choose').addEventListener('click', () => field('files').click());
  field('choose-folder').addEventListener('click', () => field('directory').click());
  for (const id of ['files', 'directory']) {
    field(id).addEventListener('change', (event) => { add([...event.target.files]); event.target.value = ''; });
  }
  for (const kind of ['dragenter', 'dragover']) {
    document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('over'); });
  }
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) drop.classList.remove('over'); });
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file');
    add((await Promise.all(items.map(entries))).flat());
  });
  document.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (files.length) add(files);
  });
  field('cancel').addEventListener('click', () => stop?.abort());
  field('find').addEventListener('input', filter);
  field('sort').addEventListener('change', sort);
  field('download').addEventListener('change', async (event) => {
    const kind = event.target.value;
    event.target.value = '';
    if (kind) await download(kind, cards.map((card) => card.record).filter(Boolean)).catch((error) => { field('notice').textContent = error.message; });
  });
}

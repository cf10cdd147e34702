// The photos view: drop, paste or choose; captions appear one by one.

import { caption } from './api.js';
import { Card } from './card.js';
import { field, say, tell } from './dom.js';
import { chooser, isPhoto } from './intake.js';
import { download } from './save.js';
import { asked, captionQuery } from './settings.js';

const TOGETHER = 4; // calls at a time: the server joins them into batches
const byName = new Intl.Collator(undefined, { numeric: true }).compare;
let cards = [];
let queue = [];
let stop = null;
let total = 0;
let done = 0;

export function add(files) {
  const images = files.filter(isPhoto).sort((a, b) => byName(a.webkitRelativePath || a.name, b.webkitRelativePath || b.name));
  tell(images.length ? '' : 'There is no photo among these files.');
  if (!images.length) return;
  const added = images.map((file) => new Card(file, file.webkitRelativePath || file.name || 'pasted photo', filterBy));
  cards.push(...added);
  queue.push(...added);
  field('cards').append(...added.map((card) => card.root));
  field('photos').classList.add('filled');
  total += images.length;
  if (!stop) run();
  else if (!stop.signal.aborted) progress();
}

async function run() {
  stop = new AbortController();
  field('work').hidden = false;
  progress();
  await Promise.all(Array.from({ length: TOGETHER }, async () => {
    while (queue.length && !stop.signal.aborted) await describe(queue.shift());
  }));
  say(stop.signal.aborted ? `Cancelled; ${done} of ${total} photos captioned` : `${done} photos captioned`);
  stop = null;
  total = queue.length; // what was added after a cancelled run
  done = 0;
  const waiting = new Set(queue);
  cards = cards.filter((card) => card.record || waiting.has(card));
  if (total) { run(); return; }
  field('work').hidden = true;
  field('photos').classList.toggle('filled', cards.length > 0);
  sort();
}

function cancel() {
  stop?.abort();
  const dropped = new Set(queue);
  dropped.forEach((card) => card.remove());
  cards = cards.filter((card) => !dropped.has(card));
  queue = [];
}

async function describe(card) {
  const models = asked();
  for (const model of models) {
    let record;
    try {
      record = await caption(card.file, captionQuery(model), stop.signal);
    } catch (error) {
      if (error.name === 'AbortError') {
        if (!card.record) card.remove();
        return;
      }
      record = { path: card.path, caption: null, score: null, captions: [], model, error: error.message };
    }
    card.show(record, models.length > 1);
    if (record.error) break; // the file, as a rule; the others cannot read it either
  }
  done += 1;
  say(`${card.path}: ${card.record.caption || card.record.error}. ${done} of ${total}`);
  progress();
  if (field('find').value) filter();
}

function progress() {
  field('progress').max = total;
  field('progress').value = done;
  field('count').textContent = `${done} of ${total} captioned`;
}

function filterBy(word) {
  field('find').value = word;
  filter();
  field('find').focus();
}

function filter() {
  const wanted = field('find').value.trim().toLowerCase();
  let shown = 0;
  for (const card of cards) {
    card.root.hidden = wanted !== '' && !card.text.includes(wanted);
    if (!card.root.hidden) shown += 1;
  }
  field('found').textContent = wanted ? `${shown} of ${cards.length}` : '';
  field('none').hidden = shown > 0 || !cards.length;
}

function sort() {
  const score = (card) => card.record?.score ?? Infinity; // what was edited needs no second look
  const by = {
    given: () => 0,
    doubtful: (a, b) => score(a) - score(b),
    certain: (a, b) => score(b) - score(a),
    name: (a, b) => byName(a.path, b.path),
  }[field('sort').value];
  const roots = [...cards].sort((a, b) => by(a, b) || 0).map((card) => card.root);
  if (roots.every((root, i) => root === field('cards').children[i])) return;
  const active = document.activeElement; // what is moved loses the focus
  field('cards').append(...roots);
  active?.focus({ preventScroll: true });
}

export function open() {
  chooser(field('choose'), field('files'), add);
  chooser(field('choose-folder'), field('directory'), add);
  field('cancel').addEventListener('click', cancel);
  field('clear').addEventListener('click', () => {
    cancel();
    cards.forEach((card) => card.remove());
    cards = [];
    field('find').value = '';
    filter();
    field('photos').classList.remove('filled');
    field('choose').focus();
  });
  field('find').addEventListener('input', filter);
  field('sort').addEventListener('change', sort);
  const menu = field('download');
  for (const choice of menu.querySelectorAll('button')) {
    choice.addEventListener('click', () => {
      menu.open = false;
      menu.querySelector('summary').focus();
      download(choice.value, cards.map(({ file, records }) => ({ file, records }))).catch((error) => tell(error.message));
    });
  }
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') { menu.open = false; menu.querySelector('summary').focus(); } });
  document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

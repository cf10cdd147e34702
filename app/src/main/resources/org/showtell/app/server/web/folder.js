// The folder view: a gallery that scrolls with the page and holds only the rows near the screen.

import { call, json } from './api.js';
import { element, field, say, tell } from './dom.js';

const NARROWEST = 176; // pixels of a cell with its gap
const WIDEST = 260;
const TEXT = 142; // height of what is below a picture, gap included
const SPARE = 2; // rows above and below the screen
const REST = 90; // milliseconds that a cell must stay before it is filled

let all = [];
let shown = [];
let writable = false;
let layout = { columns: 1, cell: WIDEST, row: WIDEST };
const cells = new Map(); // by path

function measure() {
  const width = field('gallery').clientWidth;
  const columns = Math.max(1, Math.floor(width / (width < 700 ? NARROWEST : WIDEST)));
  const cell = Math.floor(width / columns);
  layout = { columns, cell, row: Math.round(cell * 0.68) + TEXT };
  field('gallery').style.setProperty('height', `${Math.ceil(shown.length / columns) * layout.row}px`);
  field('gallery').style.setProperty('--cell', `${cell}px`);
  field('gallery').style.setProperty('--row', `${layout.row}px`);
}

/** Makes the cells near the screen and drops the others, but never one that is being edited. */
export function draw() {
  const gallery = field('gallery');
  if (field('folder').hidden || !all.length) return;
  if (gallery.clientWidth && Math.floor(gallery.clientWidth / layout.columns) !== layout.cell) measure();
  const { columns, cell, row } = layout;
  const top = -gallery.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor(top / row) - SPARE) * columns;
  const last = Math.min(shown.length, (Math.ceil((top + innerHeight) / row) + SPARE) * columns);
  const wanted = shown.slice(first, last);
  const paths = new Set(wanted.map((entry) => entry.path));
  for (const [path, made] of cells) {
    if (!paths.has(path) && !made.contains(document.activeElement)) {
      made.picture.abort();
      made.remove();
      cells.delete(path);
    }
  }
  let next = gallery.firstElementChild;
  wanted.forEach((entry, i) => {
    if (!cells.has(entry.path)) cells.set(entry.path, make(entry));
    const made = cells.get(entry.path);
    const at = first + i;
    made.style.setProperty('transform', `translate(${(at % columns) * cell}px, ${Math.floor(at / columns) * row}px)`);
    made.setAttribute('aria-setsize', shown.length);
    made.setAttribute('aria-posinset', at + 1);
    while (next && !paths.has(next.path)) next = next.nextElementSibling;
    if (made === next) next = next.nextElementSibling;
    else gallery.insertBefore(made, next); // the order of the tab key is that of the photos
  });
}

// What scrolls past is a name and a caption; what stays gets its picture and can be edited.
function make(entry) {
  const image = element('img');
  image.alt = ''; // without a picture the text would be laid out
  const name = element('p', 'name', entry.path);
  name.title = entry.path;
  const caption = element('p', 'caption', entry.caption || 'no caption');
  const made = element('div', 'cell', image, name, caption);
  made.setAttribute('role', 'listitem');
  made.path = entry.path;
  made.picture = new AbortController();
  setTimeout(() => {
    if (made.picture.signal.aborted) return;
    image.alt = entry.caption || '';
    if (writable) caption.replaceWith(editor(entry, image));
    thumbnail(entry.path, image, made.picture.signal);
  }, REST);
  return made;
}

// Fetched and not linked: an image element cannot send the token, and a fetch can be given up.
async function thumbnail(path, image, signal) {
  try {
    const response = await call(`/api/v1/folder/thumbnail?path=${encodeURIComponent(path)}`, { signal });
    if (!response.ok) { image.classList.add('unseen'); return; }
    const address = URL.createObjectURL(await response.blob());
    image.addEventListener('load', () => URL.revokeObjectURL(address), { once: true });
    image.src = address;
  } catch (error) {
    if (error.name !== 'AbortError') image.classList.add('unseen');
  }
}

function editor(entry, image) {
  const area = element('textarea');
  area.value = entry.caption || '';
  area.placeholder = 'no caption';
  area.setAttribute('aria-label', `Caption of ${entry.path}`);
  area.addEventListener('change', () => keep(entry, area, image));
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') area.value = entry.caption || '';
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); keep(entry, area, image); }
  });
  return area;
}

async function keep(entry, area, image) {
  const caption = area.value.trim().replace(/\s*\n\s*/g, ' ');
  if (!caption) area.value = entry.caption || ''; // nothing is not a caption
  if (!caption || caption === entry.caption) return;
  try {
    const response = await call('/api/v1/folder/caption', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ path: entry.path, caption }),
    });
    if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail || 'The caption could not be saved.');
    entry.caption = caption;
    image.alt = caption;
    area.classList.add('saved');
    setTimeout(() => area.classList.remove('saved'), 2000);
    say('Caption saved');
    tell('');
  } catch (error) {
    tell(`${entry.path}: ${error.message}`); // what was typed stays, so that it can be tried again
  }
}

function filter() {
  const wanted = field('folder-find').value.trim().toLowerCase();
  const missing = field('folder-missing').checked;
  shown = all.filter((entry) => (!missing || !entry.caption) && (!wanted || `${entry.path} ${entry.caption || ''}`.toLowerCase().includes(wanted)));
  field('folder-found').textContent = wanted || missing ? `${shown.length.toLocaleString('en')} of ${all.length.toLocaleString('en')}` : '';
  field('folder-none').hidden = shown.length > 0;
  measure();
  draw();
}

export async function open() {
  const answer = await json('/api/v1/folder');
  if (!answer || field('folder-name').textContent) return; // none is served, or it is open
  all = answer.entries;
  writable = answer.writable;
  document.querySelector('nav a[data-view=folder]').hidden = false;
  field('folder-title').textContent = answer.name;
  field('folder-name').textContent = `${all.length.toLocaleString('en')} photos${writable ? ', captions are saved as you edit them' : ', read-only'}`;
  let waiting = false;
  const later = () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; draw(); });
    waiting = true;
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later);
  field('folder-find').addEventListener('input', filter);
  field('folder-missing').addEventListener('change', filter);
  filter();
}

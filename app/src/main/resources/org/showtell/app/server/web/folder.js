// The folder view: a gallery that holds only the rows that are on the screen.

import { call, json } from './api.js';

const ROW = 300;
const CELL = 240;
const field = (id) => document.getElementById(id);
let all = [];
let shown = [];
let writable = false;
const cells = new Map();

function columns() { return Math.max(1, Math.floor(field('gallery').clientWidth / CELL)); }

function draw() {
  const gallery = field('gallery');
  const wide = columns();
  const first = Math.max(0, Math.floor(gallery.scrollTop / ROW) - 2) * wide;
  const last = Math.min(shown.length, (Math.ceil((gallery.scrollTop + gallery.clientHeight) / ROW) + 2) * wide);
  const wanted = new Set();
  for (let i = first; i < last; i++) {
    const entry = shown[i];
    wanted.add(entry.path);
    let cell = cells.get(entry.path);
    if (!cell) { cell = make(entry); cells.set(entry.path, cell); gallery.append(cell); }
    cell.style.setProperty('transform', `translate(${(i % wide) * CELL}px, ${Math.floor(i / wide) * ROW}px)`);
    cell.setAttribute('aria-setsize', shown.length);
    cell.setAttribute('aria-posinset', i + 1);
  }
  for (const [path, cell] of cells) if (!wanted.has(path)) { cell.remove(); cells.delete(path); }
}

function make(entry) {
  const cell = document.createElement('figure');
  cell.className = 'cell';
  cell.setAttribute('role', 'listitem');
  const image = document.createElement('img');
  image.alt = entry.caption || '';
  thumbnail(entry.path, image);
  const area = document.createElement('textarea');
  area.value = entry.caption || '';
  area.readOnly = !writable;
  area.setAttribute('aria-label', `Caption of ${entry.path}`);
  area.addEventListener('change', () => keep(entry, area));
  const name = document.createElement('figcaption');
  name.textContent = entry.path;
  cell.append(image, name, area);
  return cell;
}

// Fetched and not linked: an image element cannot send the token.
async function thumbnail(path, image) {
  const response = await call(`/api/v1/folder/thumbnail?path=${encodeURIComponent(path)}`);
  if (!response.ok || !image.isConnected) return;
  image.src = URL.createObjectURL(await response.blob());
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
}

async function keep(entry, area) {
  const response = await call('/api/v1/folder/caption', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ path: entry.path, caption: area.value.trim() }),
  });
  if (response.ok) { entry.caption = area.value.trim(); return; }
  const problem = await response.json().catch(() => ({}));
  field('notice').textContent = problem.detail || 'The caption could not be saved.';
  area.value = entry.caption || '';
}

function filter() {
  const wanted = field('folder-find').value.trim().toLowerCase();
  shown = all.filter((entry) => !wanted || `${entry.path} ${entry.caption || ''}`.toLowerCase().includes(wanted));
  let spacer = document.getElementById('spacer');
  if (!spacer) { spacer = document.createElement('div'); spacer.id = 'spacer'; field('gallery').append(spacer); }
  spacer.style.setProperty('height', `${Math.ceil(shown.length / columns()) * ROW}px`);
  draw();
}

export async function open() {
  const answer = await json('/api/v1/folder').catch(() => null);
  if (!answer) return;
  all = answer.entries;
  writable = answer.writable;
  document.querySelector('nav a[data-view=folder]').hidden = false;
  field('folder-name').textContent = `${answer.name}: ${all.length} photos${writable ? '' : ', read-only'}`;
  field('gallery').addEventListener('scroll', draw, { passive: true });
  field('folder-find').addEventListener('input', filter);
  addEventListener('resize', filter);
  addEventListener('hashchange', filter);
  filter();
}

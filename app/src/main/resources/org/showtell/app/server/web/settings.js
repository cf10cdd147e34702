// The settings dialog, and the query parameters that follow from it.

import { json, setToken, text } from './api.js';

const field = (id) => document.getElementById(id);
let answering = [];

export function secondModel() { return field('second').value; }

/** Query parameters of a call, named as the command line's flags in camel case. */
export function query(more = {}) {
  const sample = field('sample').checked;
  const captions = Number(field('captions').value) || 1;
  const values = {
    model: field('model').value,
    numBeams: Math.max(Number(field('beams').value) || 3, sample ? 1 : captions),
    numCaptions: captions,
    ...(sample ? { sample: true, temperature: field('temperature').value } : {}),
    ...more,
  };
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined));
}

/** Query parameters of a question. */
export function questionQuery() {
  return new URLSearchParams({ ...(answering.includes(field('model').value) ? { model: field('model').value } : {}), top: 3, attention: true });
}

export function keywords() { return Number(field('keywords').value) || 0; }

async function card() {
  const name = field('model').value;
  if (name) field('card').textContent = await text(`/api/v1/models/${encodeURIComponent(name)}/card`).catch((error) => error.message);
}

export async function open() {
  field('open-settings').addEventListener('click', () => field('settings').showModal());
  field('model').addEventListener('change', card);
  field('token').addEventListener('change', () => { setToken(field('token').value); load(); });
  await load();
}

async function load() {
  let models;
  try {
    models = (await json('/api/v1/models')).models;
  } catch (error) {
    if (error.status !== 401) throw error;
    field('token-label').hidden = false;
    if (!field('settings').open) field('settings').showModal();
    field('token').focus();
    return;
  }
  answering = models.filter((model) => model.answers).map((model) => model.name);
  field('model').replaceChildren(...models.map((model) => new Option(model.name, model.name)));
  field('second').replaceChildren(new Option('no other model', ''), ...models.map((model) => new Option(model.name, model.name)));
  field('second').closest('label').hidden = models.length < 2;
  if (models.length > 1) field('second').value = models[1].name;
  if (!models[0].detectsWords) field('keywords').value = 0;
  await card();
}

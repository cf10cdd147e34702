// The settings dialog, and the query parameters that follow from it.

import { json, setToken, text } from './api.js';
import { field, tell } from './dom.js';
import { render } from './card-text.js';

const KEPT = ['captions', 'keywords', 'beams', 'sample', 'temperature'];
let models = [];

const number = (id) => {
  const { value: typed, defaultValue, min, max } = field(id);
  return Math.min(max, Math.max(min, Number(typed === '' ? defaultValue : typed)));
};

/** Names of the models that caption each photo: one, or two side by side. */
export function asked() {
  return [...new Set([field('model').value, field('second').value])].filter(Boolean);
}

/** Query parameters of a caption, named as the command line's flags in camel case. */
export function query() {
  const sample = field('sample').checked;
  return new URLSearchParams({
    model: field('model').value,
    numBeams: Math.max(number('beams'), sample ? 1 : number('captions')),
    numCaptions: number('captions'),
    ...(sample ? { sample: true, temperature: number('temperature') } : {}),
  });
}

/** The same for a photo, with all that a model can tell about it. */
export function captionQuery(name) {
  const model = models.find((one) => one.name === name) || {};
  const parameters = query();
  parameters.set('model', name);
  if (model.attends) parameters.set('attention', true);
  if (model.detectsWords && number('keywords')) parameters.set('keywords', number('keywords'));
  return parameters;
}

/** Query parameters of a question. */
export function questionQuery() {
  const chosen = models.find((model) => model.name === field('model').value);
  return new URLSearchParams({ ...(chosen?.answers ? { model: chosen.name } : {}), top: 3, attention: true });
}

const value = (one, given) => {
  if (given !== undefined) { if (one.type === 'checkbox') one.checked = given; else one.value = given; }
  return one.type === 'checkbox' ? one.checked : one.value;
};

function remember() {
  localStorage.setItem('settings', JSON.stringify(Object.fromEntries(KEPT.map((id) => [id, value(field(id))]))));
  field('temperature-label').hidden = !field('sample').checked;
}

async function describeModel() {
  const name = field('model').value;
  if (name) render(field('card'), await text(`/api/v1/models/${encodeURIComponent(name)}/card`).catch((error) => error.message));
}

/** Calls ready() once the server answers. */
export async function open(ready) {
  const kept = JSON.parse(localStorage.getItem('settings') || '{}');
  for (const id of KEPT) {
    value(field(id), kept[id]);
    field(id).addEventListener('change', remember);
  }
  remember();
  field('open-settings').addEventListener('click', () => field('settings').showModal());
  field('about').addEventListener('toggle', () => { if (field('about').open) describeModel(); });
  field('model').addEventListener('change', () => { if (field('about').open) describeModel(); });
  field('token').addEventListener('change', () => { setToken(field('token').value); load(ready).catch((error) => tell(error.message)); });
  await load(ready);
}

async function load(ready) {
  try {
    models = (await json('/api/v1/models')).models;
  } catch (error) {
    if (error.status !== 401) throw error;
    field('token-error').textContent = field('token').value ? 'This is not the token that the server was started with.' : '';
    field('token-label').hidden = false;
    if (!field('settings').open) field('settings').showModal();
    field('token').focus();
    return;
  }
  field('token-error').textContent = '';
  const captioning = models.filter((model) => model.captions);
  const options = () => captioning.map((model) => new Option(model.name, model.name));
  field('model').replaceChildren(...options());
  field('second').replaceChildren(new Option('no other model', ''), ...options());
  field('second-label').hidden = captioning.length < 2;
  if (captioning.length > 1) field('second').value = captioning[1].name;
  field('keywords-label').hidden = !captioning.some((model) => model.detectsWords);
  await ready();
}

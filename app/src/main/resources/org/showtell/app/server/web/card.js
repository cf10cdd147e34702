// One photo with its captions, keywords, attention maps and questions.

import { ask } from './api.js';
import { draw, fit } from './attention.js';
import { button, element, field, percent, say, tell } from './dom.js';
import { questionQuery } from './settings.js';
import { wordBar } from './words.js';

const DOUBTFUL = -1.2; // a score below it is marked

export class Card {
  constructor(file, path, onKeyword) {
    this.file = file;
    this.path = path;
    this.onKeyword = onKeyword;
    this.records = [];
    this.root = field('card-template').content.firstElementChild.cloneNode(true);
    this.part = (selector) => this.root.querySelector(selector);
    this.picture = { image: this.part('img'), canvas: this.part('canvas') };
    this.address = URL.createObjectURL(file);
    this.picture.image.addEventListener('error', () => this.part('.picture').classList.add('unseen'));
    this.picture.image.src = this.address;
    this.part('.name').textContent = path;
    this.part('.edit').addEventListener('click', () => this.edit());
    this.part('.copy').addEventListener('click', (event) => this.copy(event.currentTarget));
    this.part('.ask').addEventListener('submit', (event) => { event.preventDefault(); this.ask(event.target.elements.question); });
    this.part('.ask label span').textContent = `Question about ${path}`;
  }

  /** The first model's, which can be edited. */
  get record() { return this.records[0]; }

  /** What a search goes through. */
  get text() {
    return [this.path, ...this.records.flatMap((record) => [...record.captions.map((one) => one.text), ...(record.keywords || []).map((one) => one.word)])].join(' ').toLowerCase();
  }

  show(record, compared) {
    this.records.push(record);
    this.root.classList.remove('waiting');
    this.part('.captions').classList.toggle('compared', compared);
    const by = element('div', 'by');
    if (compared) by.append(element('p', 'of', record.model));
    this.part('.captions').append(by);
    if (record.error) {
      by.append(element('p', 'error', record.error));
      this.root.classList.toggle('failed', this.records.every((one) => one.error));
      return;
    }
    this.list(by, record);
    if (this.records.length > 1) return;
    this.picture.image.alt = record.caption;
    this.part('.actions').hidden = false;
    this.part('.ask').hidden = false;
    for (const { word, probability } of record.keywords || []) {
      const tag = button('', word, () => this.onKeyword(word));
      tag.title = `${percent(probability)} likely; shows the photos with this keyword`;
      this.part('.tags').append(element('li', '', tag));
    }
  }

  list(by, record) {
    const list = element('ol', record.captions.length > 1 ? 'several' : '');
    record.captions.forEach((caption, i) => {
      const item = element('li');
      const words = (caption.words || []).filter((word) => word.attention);
      item.append(words.length ? wordBar(words, this.picture) : caption.text);
      if (record.edited) {
        item.append(' ', element('span', 'score', 'edited'));
      } else {
        const score = element('span', caption.score < DOUBTFUL ? 'score doubtful' : 'score', percent(Math.exp(caption.score)));
        score.title = `score ${caption.score.toFixed(2)}: the mean log-probability of a word`;
        item.append(' ', score);
      }
      if (i > 0 && record === this.record) item.append(' ', button('use', 'Use', () => this.keep(caption.text)));
      list.append(item);
    });
    by.querySelector('ol')?.remove();
    by.append(list);
  }

  /** Takes a caption in place of the model's. */
  keep(text, focus = true) {
    const { record } = this;
    if (text && text !== record.caption) {
      Object.assign(record, { caption: text, captions: [{ text, score: null }], score: null, edited: true });
      this.picture.image.alt = text;
      say('Caption changed');
    }
    this.list(this.part('.by'), record);
    if (focus) this.part('.edit').focus();
  }

  edit() {
    const item = this.part('.by li');
    if (item.querySelector('textarea')) return;
    const area = element('textarea');
    area.value = this.record.caption;
    area.rows = 3;
    area.setAttribute('aria-label', `Caption of ${this.path}`);
    let open = true;
    const end = (text, focus) => { if (open) { open = false; this.keep(text, focus); } };
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') end(this.record.caption);
      if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); end(area.value.trim()); }
    });
    // Whoever points elsewhere means to go there.
    area.addEventListener('blur', () => end(area.value.trim(), false));
    item.replaceChildren(area, element('p', 'hint', 'Enter keeps the text, Escape the one before.'));
    area.focus();
    area.select();
  }

  async copy(pressed) {
    try {
      await navigator.clipboard.writeText(this.record.caption);
      pressed.textContent = 'Copied';
      say('Alt text copied');
      setTimeout(() => { pressed.textContent = 'Copy alt text'; }, 1500);
    } catch {
      tell('The browser does not let this page copy; select the caption and copy it by hand.');
    }
  }

  async ask(typed) {
    const question = typed.value.trim();
    if (!question) return;
    const answers = this.part('.answers');
    answers.setAttribute('aria-busy', 'true');
    try {
      const result = await ask(this.file, question, questionQuery());
      const rows = result.answers.map(({ answer, probability }) => {
        const part = element('span');
        part.style.setProperty('width', `${100 * probability}%`);
        const bar = element('div', 'bar', part);
        bar.setAttribute('aria-hidden', 'true'); // the number beside it says the same
        return element('div', 'answer', element('span', '', answer), bar, element('span', 'share', percent(probability)));
      });
      answers.replaceChildren(element('p', 'question', question), ...rows);
      if (result.attention) answers.append(this.looked(result.attention));
    } catch (error) {
      answers.replaceChildren(element('p', 'error', error.message));
    }
    answers.removeAttribute('aria-busy');
  }

  /** Shows and hides the map of an answer. */
  looked(attention) {
    const { canvas, image } = this.picture;
    const toggle = button('', 'Where it looked', () => {
      const on = toggle.getAttribute('aria-pressed') !== 'true';
      toggle.setAttribute('aria-pressed', on);
      if (on) { fit(canvas, image); draw(canvas, attention); } else canvas.hidden = true;
    });
    toggle.setAttribute('aria-pressed', 'false');
    toggle.addEventListener('blur', () => { toggle.setAttribute('aria-pressed', 'false'); canvas.hidden = true; });
    return toggle;
  }

  remove() {
    URL.revokeObjectURL(this.address);
    this.root.remove();
  }
}

// One photo with its captions, keywords, attention maps and questions.

import { ask } from './api.js';
import { draw, fit } from './attention.js';
import { questionQuery, secondModel } from './settings.js';

const template = document.getElementById('card-template');

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export class Card {
  constructor(file, path, onFilter) {
    this.file = file;
    this.path = path;
    this.onFilter = onFilter;
    this.records = [];
    this.root = template.content.firstElementChild.cloneNode(true);
    this.image = this.root.querySelector('img');
    this.canvas = this.root.querySelector('canvas');
    this.address = URL.createObjectURL(file);
    this.image.src = this.address;
    this.image.alt = '';
    this.root.querySelector('.name').textContent = path;
    this.root.querySelector('.captions').append(element('li', 'hint', 'waiting'));
    this.root.querySelector('.edit').addEventListener('click', () => this.edit());
    this.root.querySelector('.copy').addEventListener('click', (event) => this.copy(event.currentTarget));
    this.root.querySelector('.ask').addEventListener('submit', (event) => this.ask(event));
    for (const button of this.root.querySelectorAll('.actions button')) button.disabled = true;
  }

  get record() { return this.records[0]; }

  show(record) {
    this.records.push(record);
    const list = this.root.querySelector('.captions');
    if (this.records.length === 1) list.replaceChildren();
    if (record.error) {
      this.root.classList.add('failed');
      list.append(element('li', 'error', record.error));
      return;
    }
    record.captions.forEach((caption) => list.append(this.caption(caption, record.model)));
    if (this.records.length > 1) return;
    this.image.alt = record.caption;
    for (const button of this.root.querySelectorAll('.actions button')) button.disabled = false;
    const tags = this.root.querySelector('.tags');
    for (const { word, probability } of record.keywords || []) {
      const tag = element('button', '', word);
      tag.type = 'button';
      tag.title = `${Math.round(100 * probability)} % likely; show photos with this keyword`;
      tag.addEventListener('click', () => this.onFilter(word));
      const item = element('li');
      item.append(tag);
      tags.append(item);
    }
  }

  caption(caption, model) {
    const item = element('li');
    for (const word of caption.words || []) {
      if (!word.attention) { item.append(`${word.word} `); continue; }
      const span = element('span', 'word', word.word);
      span.tabIndex = 0;
      const share = word.wordShare === undefined ? '' : `, ${Math.round(100 * word.wordShare)} % from detected words`;
      span.title = `probability ${Math.exp(word.logProb).toFixed(2)}${share}`;
      const on = () => { fit(this.canvas, this.image); draw(this.canvas, word.attention); };
      const off = () => { this.canvas.hidden = true; };
      span.addEventListener('pointerenter', on);
      span.addEventListener('pointerleave', off);
      span.addEventListener('focus', on);
      span.addEventListener('blur', off);
      item.append(span, ' ');
    }
    if (!caption.words?.length) item.append(caption.text);
    item.append(element('span', 'score', caption.score.toFixed(2)));
    if (secondModel()) item.append(element('span', 'of', model));
    return item;
  }

  edit() {
    const item = this.root.querySelector('.captions li');
    if (item.querySelector('textarea')) return;
    const area = element('textarea');
    area.value = this.record.caption;
    area.setAttribute('aria-label', `Caption of ${this.path}`);
    const keep = () => {
      const text = area.value.trim();
      if (text && text !== this.record.caption) {
        this.record.caption = text;
        this.record.captions = [{ text, score: this.record.score }];
        this.record.edited = true;
        this.image.alt = text;
      }
      item.replaceWith(this.caption({ text: this.record.caption, score: this.record.score, words: this.record.edited ? [] : this.record.captions[0].words }, this.record.model));
      this.root.querySelector('.edit').focus();
    };
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { area.value = this.record.caption; keep(); }
      if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); keep(); }
    });
    area.addEventListener('blur', keep, { once: true });
    item.replaceChildren(area);
    area.focus();
    area.select();
  }

  async copy(button) {
    await navigator.clipboard.writeText(this.record.caption);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy alt text'; }, 1500);
  }

  async ask(event) {
    event.preventDefault();
    const field = event.target.elements.question;
    const question = field.value.trim();
    if (!question) return;
    const answers = this.root.querySelector('.answers');
    try {
      const result = await ask(this.file, question, questionQuery());
      answers.replaceChildren(element('p', '', question));
      for (const { answer, probability } of result.answers) {
        const row = element('div', 'answer');
        const meter = element('meter');
        meter.max = 1;
        meter.value = probability;
        meter.setAttribute('aria-label', `${answer}: probability`);
        row.append(element('span', '', answer), meter, element('span', '', `${Math.round(100 * probability)} %`));
        answers.append(row);
      }
      if (result.attention) {
        fit(this.canvas, this.image);
        draw(this.canvas, result.attention);
        setTimeout(() => { this.canvas.hidden = true; }, 4000);
      }
    } catch (error) {
      answers.replaceChildren(element('p', 'error', error.message));
    }
  }

  remove() {
    URL.revokeObjectURL(this.address);
    this.root.remove();
  }
}

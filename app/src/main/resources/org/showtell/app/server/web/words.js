// The words of a caption. One stop of the tab key; from there the arrow keys go from word to word.

import { draw, fit } from './attention.js';
import { element, percent } from './dom.js';

/** words: of a record, each with its attention map, which is drawn over the picture. */
export function wordBar(words, picture) {
  const bar = element('span', 'words');
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', 'Words; arrow keys show where the model looked');
  let pointed = null;
  let focused = null;
  const update = () => {
    const at = pointed ?? focused;
    [...bar.children].forEach((word, i) => word.classList.toggle('looking', i === at));
    if (at === null) picture.canvas.hidden = true;
    else { fit(picture.canvas, picture.image); draw(picture.canvas, words[at].attention); }
  };
  words.forEach((word, i) => {
    const one = element('button', 'word', word.word);
    one.type = 'button';
    one.tabIndex = i ? -1 : 0;
    const share = word.wordShare === undefined ? '' : `; ${percent(word.wordShare)} of the attention went to detected words`;
    one.title = `probability ${percent(Math.exp(word.logProb))}${share}`;
    one.addEventListener('pointerenter', () => { pointed = i; update(); });
    one.addEventListener('pointerleave', () => { pointed = null; update(); });
    one.addEventListener('click', () => one.focus()); // not every browser does it
    one.addEventListener('focus', () => {
      [...bar.children].forEach((other) => { other.tabIndex = other === one ? 0 : -1; });
      focused = i;
      update();
    });
    one.addEventListener('blur', () => { focused = null; update(); });
    bar.append(one, ' ');
  });
  bar.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { pointed = null; focused = null; update(); }
    const at = [...bar.children].indexOf(document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: words.length - 1 }[event.key];
    if (bar.children[to]) { event.preventDefault(); bar.children[to].focus(); }
  });
  return bar;
}

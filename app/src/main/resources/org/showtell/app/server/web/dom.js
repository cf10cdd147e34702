// Elements, messages and what a screen reader says: shared by the views.

export const field = (id) => document.getElementById(id);

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== undefined));
  return made;
}

export function button(className, text, onClick) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** Shows a problem until it is dismissed, or nothing. */
export function tell(message) {
  field('notice-text').textContent = message;
  field('notice').hidden = !message;
}

const PAUSE = 1500; // milliseconds: what arrives faster than it can be spoken is left out
let next = '';
let timer = 0;

/** Has a screen reader say a message when it is idle; of several that come together, the last. */
export function say(message) {
  next = message;
  if (timer) return;
  field('said').textContent = next;
  next = '';
  timer = setTimeout(() => { timer = 0; if (next) say(next); }, PAUSE);
}

/** How sure a model was: the geometric mean of the words' probabilities. */
export const percent = (probability) => (probability >= 0.01 || probability === 0 ? `${Math.round(100 * probability)} %` : '< 1 %');

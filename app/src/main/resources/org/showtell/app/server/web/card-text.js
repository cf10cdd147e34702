// A model's card: the part of Markdown that cards use, made into elements.

import { element } from './dom.js';

function inline(text) {
  return text.split(/(`[^`]*`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]*\))/).filter(Boolean).map((part) => {
    if (part.startsWith('`')) return element('code', '', part.slice(1, -1));
    if (part.startsWith('**')) return element('strong', '', part.slice(2, -2));
    return part.replace(/^\[([^\]]+)\]\([^)]*\)$/, '$1'); // a link would lead away from this machine
  });
}

const cells = (line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));

function block(lines) {
  const [, marks, title] = /^(#{1,4}) (.*)$/.exec(lines[0]) || [];
  if (marks) return element(`h${Math.min(6, marks.length + 2)}`, '', ...inline(title));
  if (lines[0].startsWith('|')) {
    const rows = lines.filter((line) => !/^\|[\s:|-]+$/.test(line)).map((line) => {
      const [first, ...rest] = cells(line);
      const head = element('th', '', ...inline(first));
      head.scope = 'row';
      return element('tr', '', head, ...rest.map((cell) => element('td', '', ...inline(cell))));
    });
    return element('table', '', element('tbody', '', ...rows));
  }
  if (/^[-*] /.test(lines[0])) {
    const items = lines.join('\n').split(/^[-*] /m).filter(Boolean);
    return element('ul', '', ...items.map((item) => element('li', '', ...inline(item))));
  }
  return element('p', '', ...inline(lines.join(' ')));
}

export function render(target, markdown) {
  const blocks = markdown.split(/\n(?=#)|(?<=^#.*)\n|\n\s*\n/m).map((part) => part.split('\n').filter((line) => line.trim()));
  target.replaceChildren(...blocks.filter((lines) => lines.length).map(block));
}

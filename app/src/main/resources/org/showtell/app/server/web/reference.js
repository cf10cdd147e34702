// Shows the OpenAPI document.

function element(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function type(schema = {}) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  const range = [schema.minimum !== undefined ? `from ${schema.minimum}` : '', schema.maximum !== undefined ? `to ${schema.maximum}` : ''].filter(Boolean).join(' ');
  const name = Array.isArray(schema.type) ? schema.type.join(' or ') : schema.type;
  return [schema.items ? `${name} of ${type(schema.items)}` : name, range, schema.default !== undefined ? `default ${schema.default}` : ''].filter(Boolean).join(', ');
}

function table(head, rows) {
  const made = element('table', '', element('thead', '', element('tr', '', ...head.map((cell) => { const th = element('th', cell); th.scope = 'col'; return th; }))));
  made.append(element('tbody', '', ...rows.map((row) => element('tr', '', ...row.map((cell) => element('td', cell))))));
  return made;
}

const document_ = await (await fetch('/openapi.json')).json();
const main = document.getElementById('main');
main.append(element('p', document_.info.description));
for (const [path, methods] of Object.entries(document_.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    const section = element('section', '', element('h2', '', element('span', method.toUpperCase()), element('span', path)), element('p', operation.description || operation.summary));
    const body = operation.requestBody?.content;
    const fields = body ? Object.entries(Object.values(body)[0].schema.properties || {}).map(([name, schema]) => [name, Object.keys(body)[0], type(schema)]) : [];
    if (fields.length) section.append(table(['Field', 'Body', 'Type'], fields));
    if (operation.parameters?.length) section.append(table(['Parameter', 'Type', 'Meaning'], operation.parameters.map((one) => [one.name, type(one.schema), one.description || ''])));
    section.append(table(['Status', 'Answer'], Object.entries(operation.responses).map(([status, answer]) => [status, answer.description])));
    section.querySelector('h2 span').className = 'method';
    main.append(section);
  }
}

// Calls of the REST API. A problem (RFC 9457) becomes an Error with its detail.

let token = sessionStorage.getItem('token') || '';

export function setToken(value) {
  token = value;
  sessionStorage.setItem('token', value);
}

export async function call(path, options = {}) {
  const headers = new Headers(options.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  for (;;) {
    const response = await fetch(path, { ...options, headers }).catch((error) => {
      throw error.name === 'AbortError' ? error : new Error('The server does not answer; is it still running?');
    });
    if (response.status === 503 && !options.signal?.aborted) {
      const seconds = Number(response.headers.get('Retry-After')) || 1;
      await new Promise((done) => setTimeout(done, seconds * 1000));
      continue;
    }
    return response;
  }
}

async function problem(response) {
  const body = await response.json().catch(() => ({}));
  const record = body.results?.[0];
  const error = new Error(record?.error || body.detail || body.title || `HTTP ${response.status}`);
  error.status = response.status;
  return error;
}

export async function json(path, options) {
  const response = await call(path, options);
  if (!response.ok) throw await problem(response);
  return response.status === 204 ? null : response.json();
}

export async function text(path) {
  const response = await call(path);
  if (!response.ok) throw await problem(response);
  return response.text();
}

export async function caption(file, query, signal) {
  const form = new FormData();
  form.append('file', file, file.webkitRelativePath || file.name || 'photo');
  const answer = await json(`/api/v1/captions?${query}`, { method: 'POST', body: form, signal });
  return answer.results[0];
}

/** The photo's bytes with the caption inside. */
export async function embed(file, text, keywords) {
  const form = new FormData();
  form.append('file', file, file.name || 'photo');
  form.append('caption', text);
  for (const word of keywords) form.append('keyword', word);
  const response = await call('/api/v1/embed', { method: 'POST', body: form });
  if (!response.ok) throw await problem(response);
  return new Uint8Array(await response.arrayBuffer());
}

export async function ask(file, question, query) {
  const form = new FormData();
  form.append('file', file, file.name || 'photo');
  form.append('question', question);
  const answer = await json(`/api/v1/answers?${query}`, { method: 'POST', body: form });
  return answer.results[0];
}

/** Server-sent events of a POST: calls on(event, data) for each. */
export async function events(path, form, signal, on) {
  const response = await call(path, { method: 'POST', body: form, signal, headers: { Accept: 'text/event-stream' } });
  if (!response.ok) throw await problem(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    let end;
    while ((end = rest.indexOf('\n\n')) >= 0) {
      const lines = rest.slice(0, end).split('\n');
      rest = rest.slice(end + 2);
      const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
      const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
      if (event) on(event, JSON.parse(data));
    }
  }
}

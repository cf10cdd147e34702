// The camera view: a caption a second.

import { caption } from './api.js';
import { field, tell } from './dom.js';
import { query } from './settings.js';

let running = null; // an AbortController while the camera is on

async function look(signal) {
  const view = field('view');
  const canvas = new OffscreenCanvas(view.videoWidth, view.videoHeight);
  canvas.getContext('2d').drawImage(view, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  const record = await caption(new File([blob], 'camera.jpg'), query(), signal);
  // A screen reader says it only when it changes.
  if (!signal.aborted && field('seen').textContent !== record.caption) field('seen').textContent = record.caption;
}

async function run(signal) {
  if (!navigator.mediaDevices) throw new Error('browsers give it only to pages on this machine or over https');
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640 } });
  const end = () => stream.getTracks().forEach((track) => track.stop());
  signal.addEventListener('abort', end);
  if (signal.aborted) { end(); return; }
  field('view').srcObject = stream;
  field('camera').classList.add('on');
  await field('view').play();
  while (!signal.aborted) {
    const began = performance.now();
    await look(signal);
    await new Promise((done) => { setTimeout(done, Math.max(0, 1000 - (performance.now() - began))); });
  }
}

export function stop() {
  running?.abort();
  running = null;
  field('view').srcObject = null;
  field('seen').textContent = '';
  field('camera').classList.remove('on');
  field('camera-toggle').textContent = 'Start the camera';
}

async function start() {
  const own = new AbortController();
  running = own;
  field('camera-toggle').textContent = 'Stop';
  tell('');
  try {
    await run(own.signal);
  } catch (error) {
    if (own.signal.aborted) return;
    tell(`The camera cannot be used: ${error.message}`);
    stop();
  }
}

export function open() {
  field('camera-toggle').addEventListener('click', () => { if (running) stop(); else start(); });
}

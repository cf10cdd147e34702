// The camera view: a caption a second.

import { caption } from './api.js';
import { query } from './settings.js';

const field = (id) => document.getElementById(id);
let stream = null;

async function look() {
  const view = field('view');
  const canvas = new OffscreenCanvas(view.videoWidth, view.videoHeight);
  canvas.getContext('2d').drawImage(view, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  const record = await caption(new File([blob], 'camera.jpg'), query());
  if (stream && record.caption) field('seen').textContent = record.caption;
}

async function start() {
  stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640 } });
  field('view').srcObject = stream;
  await field('view').play();
  while (stream) {
    const began = performance.now();
    await look();
    await new Promise((done) => setTimeout(done, Math.max(0, 1000 - (performance.now() - began))));
  }
}

export function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  const toggle = field('camera-toggle');
  toggle.textContent = 'Start';
  toggle.setAttribute('aria-pressed', 'false');
}

export function open() {
  field('camera-toggle').addEventListener('click', async (event) => {
    if (stream) { stop(); return; }
    event.currentTarget.textContent = 'Stop';
    event.currentTarget.setAttribute('aria-pressed', 'true');
    field('notice').textContent = '';
    try {
      await start();
    } catch (error) {
      field('notice').textContent = `The camera cannot be used: ${error.message}`;
      stop();
    }
  });
}

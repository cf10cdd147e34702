// Puts the views together.

import * as camera from './camera.js';
import * as folder from './folder.js';
import * as photos from './photos.js';
import * as settings from './settings.js';
import * as video from './video.js';

const views = ['photos', 'folder', 'video', 'camera'];

function show() {
  const wanted = views.includes(location.hash.slice(1)) ? location.hash.slice(1) : 'photos';
  for (const view of views) document.getElementById(view).hidden = view !== wanted;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === wanted) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (wanted !== 'camera') camera.stop();
  document.getElementById('notice').textContent = '';
}

photos.open();
video.open();
camera.open();
addEventListener('hashchange', show);
show();
settings.open().then(folder.open).catch((error) => { document.getElementById('notice').textContent = error.message; });

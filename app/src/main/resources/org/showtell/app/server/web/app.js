// Puts the views together.

import * as camera from './camera.js';
import * as folder from './folder.js';
import * as photos from './photos.js';
import * as settings from './settings.js';
import * as video from './video.js';
import { field, tell } from './dom.js';
import { isVideo, listen } from './intake.js';

const views = ['photos', 'folder', 'video', 'camera'];
const wanted = () => (views.includes(location.hash.slice(1)) ? location.hash.slice(1) : 'photos');

function show() {
  for (const view of views) field(view).hidden = view !== wanted();
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === wanted()) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${field(`${wanted()}-title`).textContent} · Showtell`;
  if (wanted() !== 'camera') camera.stop();
  tell('');
  scrollTo(0, 0);
  if (wanted() === 'folder') folder.draw();
}

// What is dropped decides which view takes it.
function take(files) {
  const film = files.find(isVideo);
  const to = film && files.every((file) => isVideo(file)) ? 'video' : 'photos';
  if (wanted() !== to) { location.hash = to; show(); }
  if (to === 'video') video.describe(film);
  else photos.add(files);
}

listen(take);
photos.open();
video.open();
camera.open();
field('notice-close').addEventListener('click', () => tell(''));
addEventListener('hashchange', show);
show();
settings.open(folder.open).catch((error) => tell(error.message));

// The video view: captions as a subtitle track and as a time line.

import { events } from './api.js';
import { save } from './save.js';
import { query } from './settings.js';

const field = (id) => document.getElementById(id);
let cues = [];
let name = 'video';
let stop = null;

const two = (value) => String(value).padStart(2, '0');

function clock(seconds, point) {
  const millis = Math.round(1000 * seconds);
  const whole = Math.floor(millis / 1000);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${point}${String(millis % 1000).padStart(3, '0')}`;
}

function subtitles(point, head) {
  return head + cues.map((cue, i) => `${i + 1}\n${clock(cue.start, point)} --> ${clock(cue.end, point)}\n${cue.caption}\n`).join('\n');
}

async function describe(file) {
  const screen = field('screen');
  name = file.name.replace(/\.[^.]*$/, '');
  cues = [];
  field('timeline').replaceChildren();
  field('notice').textContent = '';
  if (screen.src) URL.revokeObjectURL(screen.src);
  screen.replaceChildren();
  screen.src = URL.createObjectURL(file);
  const track = screen.addTextTrack('captions', 'Showtell', 'en');
  track.mode = 'showing';
  field('player').hidden = false;
  field('video-work').hidden = false;
  field('video-count').textContent = 'reading the video';
  stop = new AbortController();
  const form = new FormData();
  form.append('file', file, file.name);
  const parameters = query();
  new URLSearchParams(field('video-mode').value).forEach((value, key) => parameters.set(key, value));
  parameters.set('merge', 'true');
  try {
    await events(`/api/v1/videos?${parameters}`, form, stop.signal, (event, data) => {
      if (event === 'cue') {
        cues.push(data);
        track.addCue(new VTTCue(data.start, data.end, data.caption));
        entry(data);
        field('video-count').textContent = `${cues.length} captions`;
      } else if (event === 'problem') {
        field('notice').textContent = data.error || data.detail;
      }
    });
  } catch (error) {
    if (error.name !== 'AbortError') field('notice').textContent = error.message;
  }
  field('video-work').hidden = true;
}

function entry(cue) {
  const item = document.createElement('li');
  item.style.setProperty('--part', Math.max(0.2, cue.end - cue.start));
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = cue.caption;
  button.title = `${clock(cue.start, '.').slice(3, 8)} ${cue.caption}`;
  button.addEventListener('click', () => { field('screen').currentTime = cue.start; });
  item.append(button);
  field('timeline').append(item);
}

export function open() {
  field('choose-video').addEventListener('click', () => field('video-file').click());
  field('video-file').addEventListener('change', (event) => {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) describe(file);
  });
  field('video-cancel').addEventListener('click', () => stop?.abort());
  field('screen').addEventListener('timeupdate', () => {
    const now = field('screen').currentTime;
    field('timeline').querySelectorAll('button').forEach((button, i) => {
      button.toggleAttribute('aria-current', cues[i] && cues[i].start <= now && now < cues[i].end);
    });
  });
  field('download-srt').addEventListener('click', () => save(new Blob([subtitles(',', '')], { type: 'application/x-subrip' }), `${name}.srt`));
  field('download-vtt').addEventListener('click', () => save(new Blob([subtitles('.', 'WEBVTT\n\n')], { type: 'text/vtt' }), `${name}.vtt`));
}

export { describe };

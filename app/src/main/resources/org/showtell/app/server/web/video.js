// The video view: captions as a subtitle track, as a time line and as a list.

import { events } from './api.js';
import { button, element, field, say, tell } from './dom.js';
import { chooser, isVideo } from './intake.js';
import { save } from './save.js';
import { query } from './settings.js';

let cues = []; // of the video that is shown, with their buttons
let name = 'video';
let stop = null;

const two = (value) => String(value).padStart(2, '0');

function clock(seconds, point) {
  const millis = Math.round(1000 * seconds);
  const whole = Math.floor(millis / 1000);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${point}${String(millis % 1000).padStart(3, '0')}`;
}

const brief = (seconds) => clock(seconds, '.').slice(seconds < 3600 ? 3 : 0, 8);

function subtitles(point, head) {
  return head + cues.map((cue, i) => `${i + 1}\n${clock(cue.start, point)} --> ${clock(cue.end, point)}\n${cue.caption}\n`).join('\n');
}

// A new element: tracks that a script has added cannot be taken away.
function screen(file) {
  const old = field('screen');
  if (old.src) URL.revokeObjectURL(old.src);
  const made = old.cloneNode(false);
  made.src = URL.createObjectURL(file);
  made.addEventListener('timeupdate', mark);
  made.addEventListener('error', () => tell('This browser cannot play the file; the captions still come.'));
  old.replaceWith(made);
  const track = made.addTextTrack('captions', 'Showtell', 'en');
  track.mode = 'showing';
  return track;
}

export async function describe(file) {
  stop?.abort();
  const own = new AbortController();
  stop = own;
  name = file.name.replace(/\.[^.]*$/, '');
  cues = [];
  field('timeline').replaceChildren();
  field('transcript').replaceChildren();
  field('summary').textContent = '';
  tell('');
  field('video').classList.add('filled');
  field('video-name').textContent = file.name;
  field('video-work').hidden = false;
  field('player').hidden = false;
  field('video-count').textContent = 'Reading the video';
  const track = screen(file);
  const form = new FormData();
  form.append('file', file, file.name);
  const parameters = query();
  new URLSearchParams(field('video-mode').value).forEach((value, key) => parameters.set(key, value));
  parameters.set('merge', true);
  parameters.set('summary', true);
  try {
    await events(`/api/v1/videos?${parameters}`, form, own.signal, (event, data) => {
      if (event === 'problem') tell(`${file.name}: ${data.error || data.detail}`);
      if (event === 'summary') field('summary').textContent = `In one sentence: ${data.caption}`;
      if (event !== 'cue') return;
      track.addCue(new VTTCue(data.start, data.end, data.caption));
      entry(data);
      field('video-count').textContent = `${cues.length} captions`;
      say(`${brief(data.start)}: ${data.caption}`);
    });
  } catch (error) {
    if (error.name !== 'AbortError') tell(`${file.name}: ${error.message}`);
  }
  if (stop !== own) return; // another video has been chosen
  field('video-work').hidden = true;
  field('save-subtitles').hidden = !cues.length;
  say(`${cues.length} captions`);
}

function entry(cue) {
  const jump = () => { field('screen').currentTime = cue.start + 0.001; };
  const part = button('', '', jump);
  part.tabIndex = -1; // the list below has the same for the keyboard
  part.title = `${brief(cue.start)} ${cue.caption}`;
  part.style.setProperty('flex-grow', Math.max(0.1, cue.end - cue.start));
  const line = button('', '', jump);
  line.append(element('span', 'at', brief(cue.start)), element('span', '', cue.caption));
  cues.push({ ...cue, part, line });
  field('timeline').append(part);
  field('transcript').append(element('li', '', line));
  mark();
}

function mark() {
  const now = field('screen').currentTime;
  for (const cue of cues) {
    const on = cue.start <= now && now < cue.end;
    cue.part.classList.toggle('now', on);
    if (on && !cue.line.hasAttribute('aria-current')) {
      const list = field('transcript');
      list.scrollTop = cue.line.offsetTop - list.offsetTop - list.clientHeight / 3;
    }
    if (on) cue.line.setAttribute('aria-current', 'true');
    else cue.line.removeAttribute('aria-current');
  }
}

export function open() {
  chooser(field('choose-video'), field('video-file'), ([file]) => {
    if (isVideo(file)) describe(file);
    else tell(`${file.name} is not a video.`);
  });
  field('video-cancel').addEventListener('click', () => stop?.abort());
  field('download-srt').addEventListener('click', () => save(new Blob([subtitles(',', '')], { type: 'application/x-subrip' }), `${name}.srt`));
  field('download-vtt').addEventListener('click', () => save(new Blob([subtitles('.', 'WEBVTT\n\n')], { type: 'text/vtt' }), `${name}.vtt`));
}

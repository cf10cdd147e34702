// Files that are dropped or pasted anywhere on the page, folders with what is in them.

const VIDEO = /\.(mp4|m4v|mov|mkv|webm|avi|mpe?g|wmv|ts|3gp)$/i;
const PHOTO = /\.(jpe?g|png|gif|bmp|tiff?|webp|heic|heif|avif)$/i;

export const isVideo = (file) => file.type.startsWith('video/') || VIDEO.test(file.name);
export const isPhoto = (file) => file.type.startsWith('image/') || PHOTO.test(file.name);

async function walk(entry, folder) {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    const file = await new Promise((found, failed) => { entry.file(found, failed); });
    Object.defineProperty(file, 'webkitRelativePath', { value: folder + file.name, configurable: true });
    return [file];
  }
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((found, failed) => { reader.readEntries(found, failed); });
    if (!some.length) return files;
    for (const child of some) files.push(...await walk(child, `${folder}${entry.name}/`));
  }
}

async function dropped(item) {
  const file = item.getAsFile(); // before anything is awaited: the item is gone afterwards
  const entry = item.webkitGetAsEntry?.();
  return entry ? walk(entry, '') : [file].filter(Boolean);
}

/** Calls take(files) for what is dropped or pasted. */
export function listen(take) {
  const over = (is) => document.documentElement.classList.toggle('over', is);
  for (const kind of ['dragenter', 'dragover']) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over(true);
    });
  }
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) over(false); });
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    over(false);
    const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file');
    if (items.length) take((await Promise.all(items.map(dropped))).flat());
  });
  document.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (files.length) take(files);
  });
}

/** Opens a hidden file input from a button. */
export function chooser(button, input, take) {
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const files = [...input.files];
    input.value = '';
    if (files.length) take(files);
  });
}

// The photo dimmed where the model did not attend to for a word.

const DARKEST = 205; // of 255

export function draw(canvas, rows) {
  const height = rows.length;
  const width = rows[0].length;
  const most = Math.max(...rows.flat()) || 1;
  const small = new OffscreenCanvas(width, height);
  const pen = small.getContext('2d');
  const cells = pen.createImageData(width, height);
  rows.flat().forEach((weight, i) => {
    cells.data[4 * i + 3] = DARKEST * (1 - weight / most);
  });
  pen.putImageData(cells, 0, 0);
  canvas.width = 16 * width;
  canvas.height = 16 * height;
  const large = canvas.getContext('2d');
  large.imageSmoothingEnabled = true;
  large.imageSmoothingQuality = 'high';
  large.drawImage(small, 0, 0, canvas.width, canvas.height);
  canvas.hidden = false;
}

/** Puts the canvas over the part of the box that an image with object-fit: contain fills. */
export function fit(canvas, image) {
  const box = { width: image.clientWidth, height: image.clientHeight };
  const scale = Math.min(box.width / (image.naturalWidth || box.width), box.height / (image.naturalHeight || box.height));
  const width = (image.naturalWidth || box.width) * scale;
  const height = (image.naturalHeight || box.height) * scale;
  canvas.style.setProperty('width', `${width}px`);
  canvas.style.setProperty('height', `${height}px`);
  canvas.style.setProperty('left', `${(box.width - width) / 2}px`);
  canvas.style.setProperty('top', `${(box.height - height) / 2}px`);
}

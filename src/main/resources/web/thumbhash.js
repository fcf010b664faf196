// ThumbHash (https://evanw.github.io/thumbhash/): some 25 bytes that describe a blurred picture by the first terms of a
// cosine transform, of its lightness (L), its yellow-blue (P) and red-green (Q) channel, and its opacity (A).

/** Draws a ThumbHash in base64 to a canvas, which the page stretches to the picture's place. */
export function thumbHashCanvas(base64) {
  const hash = read(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(32 * Math.min(1, hash.ratio));
  canvas.height = Math.round(32 / Math.max(1, hash.ratio));
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  fill(pixels, hash);
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function read(bytes) {
  const head = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const tail = bytes[3] | (bytes[4] << 8);
  const hasAlpha = head >> 23 === 1;
  const isLandscape = tail >> 15 === 1;
  const longest = hasAlpha ? 5 : 7;
  const width = Math.max(3, isLandscape ? longest : tail & 7);
  const height = Math.max(3, isLandscape ? tail & 7 : longest);
  const next = nibbles(bytes, hasAlpha ? 6 : 5);
  const channel = (mean, columns, rows, scale) => ({ mean, terms: terms(columns, rows, scale, next) });
  return {
    // Of the terms that are stored: it is the picture's own only within a few percent.
    ratio: (isLandscape ? longest : tail & 7) / (isLandscape ? tail & 7 : longest),
    l: channel((head & 63) / 63, width, height, ((head >> 18) & 31) / 31),
    p: channel(((head >> 6) & 63) / 31.5 - 1, 3, 3, (1.25 * ((tail >> 3) & 63)) / 63),
    q: channel(((head >> 12) & 63) / 31.5 - 1, 3, 3, (1.25 * ((tail >> 9) & 63)) / 63),
    a: hasAlpha ? channel((bytes[5] & 15) / 15, 5, 5, (bytes[5] >> 4) / 15) : { mean: 1, terms: [] },
  };
}

/** Gives one half of a byte after the other, each as a factor from -1 to 1. */
function nibbles(bytes, start) {
  let index = 2 * start;
  return () => {
    const factor = ((bytes[index >> 1] >> (4 * (index & 1))) & 15) / 7.5 - 1;
    index++;
    return factor;
  };
}

/** The terms of a channel: those in the upper left triangle of all frequencies, without the mean. */
function terms(columns, rows, scale, next) {
  const found = [];
  for (let y = 0; y < rows; y++) {
    for (let x = y === 0 ? 1 : 0; x * rows < columns * (rows - y); x++) {
      found.push({ x, y, factor: next() * scale });
    }
  }
  return found;
}

function valueAt({ mean, terms }, x, y) {
  return terms.reduce(
    (sum, term) =>
      sum + 2 * term.factor * Math.cos(Math.PI * x * term.x) * Math.cos(Math.PI * y * term.y),
    mean,
  );
}

function fill(pixels, { l, p, q, a }) {
  for (let index = 0; index < pixels.width * pixels.height; index++) {
    const x = ((index % pixels.width) + 0.5) / pixels.width;
    const y = (Math.floor(index / pixels.width) + 0.5) / pixels.height;
    const lightness = valueAt(l, x, y);
    const blue = lightness - (2 / 3) * valueAt(p, x, y);
    const redGreen = valueAt(q, x, y);
    const red = (3 * lightness - blue + redGreen) / 2;
    const rgba = [red, red - redGreen, blue, valueAt(a, x, y)];
    // The array rounds, and keeps values within a byte.
    pixels.data.set(rgba.map((part) => 255 * part), 4 * index);
  }
}

// Pictures. Until one has loaded, and if there is none, its place shows a plain card in a colour of its own.

import { h } from "./dom.js";
import { thumbHashCanvas } from "./thumbhash.js";

/** What queries ask of the pictures that views show. */
export const POSTER = `poster { url(width: 300) thumbHash dominantColor }`;
export const BACKDROP = `backdrop { url(width: 1280) thumbHash dominantColor }`;
export const STILL = `still { url(width: 300) thumbHash dominantColor }`;
export const PHOTO = `photo { url(width: 300, height: 300, fit: COVER) thumbHash dominantColor }`;

/**
 * A picture in a frame of a given shape: `poster`, `backdrop`, `still` or `photo`. It says nothing to screen readers,
 * since what it shows is named beside it.
 *
 * @param image what one of the fields above gave; nothing if there is no picture
 * @param subject what is shown, for the placeholder: `{ id, text }`
 */
export function picture(image, subject, shape) {
  const frame = h("span", { class: `picture ${shape}`, "aria-hidden": "true" });
  frame.style.setProperty("--own-hue", hue(subject.id));
  if (!image?.url) {
    frame.append(h("span", { class: "placeholder" }, subject.text ?? ""));
    return frame;
  }
  if (image.dominantColor) {
    frame.style.background = image.dominantColor;
  }
  if (image.thumbHash) {
    frame.append(thumbHashCanvas(image.thumbHash));
  }
  frame.append(
    h("img", {
      src: below(image.url),
      alt: "",
      loading: "lazy",
      decoding: "async",
      onload: ({ target }) => target.classList.add("loaded"),
      onerror: ({ target }) => target.replaceWith(h("span", { class: "placeholder" }, subject.text ?? "")),
    }),
  );
  return frame;
}

/** The address of a picture below the page's own, wherever a proxy puts that. */
const below = (url) => `.${url.slice(url.indexOf("/artwork/"))}`;

/** A hue that is always the same for an id. Ids that follow each other have hues far apart. */
function hue(id) {
  return ([...id].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 65_521, 7) * 137.5) % 360;
}

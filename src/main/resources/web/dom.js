// Elements, made without a framework. Texts become text nodes, so nothing from the library is ever read as HTML.

/**
 * An element. Attributes that are functions listen to events (`onclick`), `true` sets an attribute without a value,
 * and what is false, null or undefined is left out, among the children as well.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value != null) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== false && child != null));
  return element;
}

/** Joins children with a separator between them. */
export const joined = (children, separator) =>
  children.filter(Boolean).flatMap((child, index) => (index === 0 ? [child] : [separator, child]));

/** Has screen readers say a text, once what they say now has ended. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

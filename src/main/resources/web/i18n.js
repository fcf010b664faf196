// Texts, numbers and dates in the viewer's language.

import de from "./texts/de.js";
import en from "./texts/en.js";

const TABLES = { en, de };
const STORED = "reelgraph.language";

let language = chosen();

/** The languages there are, with their own names. */
export const LANGUAGES = { en: "English", de: "Deutsch" };

/** The language of the page. */
export const currentLanguage = () => language;

// What the viewer chose here comes first, then what their browser prefers.
function chosen() {
  const preferred = navigator.languages.map((tag) => tag.split("-")[0]);
  return [localStorage.getItem(STORED), ...preferred, "en"].find((tag) => tag in TABLES);
}

/** Changes the language, also for later visits. */
export function choose(tag) {
  language = tag;
  localStorage.setItem(STORED, tag);
}

/**
 * A text by its key. `{name}` in it is replaced by the value of that name. A text that depends on a number has one form
 * per plural category, and `count` decides. What a newer server names and no table knows is shown as it is.
 */
export function t(key, values = {}) {
  const text = TABLES[language][key] ?? en[key] ?? key;
  const form = typeof text === "string" ? text : text[new Intl.PluralRules(language).select(values.count)] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : values[name]);
}

export const number = (value, options = {}) => new Intl.NumberFormat(language, options).format(value);

/** A calendar day, such as 2022-08-14. */
export const day = (date) =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(date));

export const moment = (instant) =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));

/** A duration, such as 1 h 32 min. */
export function duration(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? t("minutes", { minutes }) : t("hours", { hours, minutes: minutes % 60 });
}

// What lists show of an item, and the fields that it takes.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { PHOTO, picture, POSTER } from "./images.js";
import { address } from "./router.js";

/** What a card shows of a series, movie, album or book. */
export const MEDIA_CARD = `fragment MediaCard on Media {
  id
  kind
  title
  year
  ${POSTER}
}`;

/** What a card shows of a person. */
export const PERSON_CARD = `fragment PersonCard on Person {
  id
  name
  ${PHOTO}
}`;

/** The card of a series, movie, album or book, with a note below, such as a role. */
export function mediaCard(media, note = [t(media.kind), media.year].filter(Boolean).join(" · ")) {
  return card(address(`item/${media.id}`), picture(media.poster, { id: media.id, text: media.title }, "poster"),
    media.title, note);
}

export function personCard(person, note = t("PERSON")) {
  return card(address(`person/${person.id}`), picture(person.photo, { id: person.id, text: initials(person.name) },
    "photo"), person.name, note);
}

/** The card of an episode, which leads to its series. */
export function episodeCard(episode) {
  return card(address(`item/${episode.series.id}`, { episode: episode.code }),
    picture(episode.series.poster, { id: episode.series.id, text: episode.series.title }, "poster"),
    episode.title, `${episode.series.title} · ${episode.code}`);
}

function card(href, picture, title, note) {
  return h("li", { class: "card" },
    h("a", { href }, picture, h("span", { class: "title" }, title)),
    note && h("span", { class: "note" }, note));
}

const initials = (name) => name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("");

// A person, and everything in the library that they took part in.

import { MEDIA_CARD, mediaCard } from "../cards.js";
import { h } from "../dom.js";
import { ask } from "../graphql.js";
import { t } from "../i18n.js";
import { PHOTO, picture } from "../images.js";
import { PAGE, pagedGrid } from "../pages.js";
import { NothingHere } from "../problem.js";

const PERSON = `query Person($id: ID!, $after: String) {
  person(id: $id) {
    id
    name
    ${PHOTO}
    filmography(first: 24, after: $after) {
      edges { characters jobs node { ...MediaCard } }
      ${PAGE}
    }
  }
}

${MEDIA_CARD}`;

export async function show({ id, signal }) {
  const { person } = await ask(PERSON, { id }, signal);
  if (person === null) {
    throw new NothingHere();
  }
  const load = async (after) => (await ask(PERSON, { id, after }, signal)).person.filmography;
  return {
    title: person.name,
    content: [
      h("div", { class: "person" },
        picture(person.photo, { id: person.id, text: person.name }, "photo"),
        h("div", {},
          h("h1", { tabindex: "-1" }, person.name),
          h("p", { class: "note" }, t("titles", { count: person.filmography.totalCount })))),
      h("section", { "aria-labelledby": "filmography" },
        h("h2", { id: "filmography" }, t("filmography")),
        pagedGrid(person.filmography, cardOf, load)),
    ],
    explore: { query: PERSON, variables: { id } },
  };
}

const cardOf = ({ node, characters, jobs }) =>
  mediaCard(node, [[...characters, ...jobs].join(", "), node.year].filter(Boolean).join(" · "));

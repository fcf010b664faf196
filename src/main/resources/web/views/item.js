// A series, movie, album or book with all that belongs to it, in one request: seasons, their episodes and their cast.

import { MEDIA_CARD, mediaCard, PERSON_CARD, personCard } from "../cards.js";
import { h, joined } from "../dom.js";
import { ask } from "../graphql.js";
import { day, duration, number, t } from "../i18n.js";
import { BACKDROP, picture, STILL } from "../images.js";
import { NothingHere } from "../problem.js";
import { address } from "../router.js";

const ITEM = `query Item($id: ID!) {
  media(by: { id: $id }) {
    ...MediaCard
    originalTitle
    tagline
    summary
    genres
    contentRating
    studio
    rating
    releasedOn
    durationSeconds
    ${BACKDROP}
    cast(first: 18) { character person { ...PersonCard } }
    crew { job department person { id name } }
    related(first: 12) { media { ...MediaCard } }
    ... on Series {
      seasons {
        id
        title
        year
        episodes {
          id
          code
          title
          summary
          airedOn
          durationSeconds
          ${STILL}
          cast(first: 6) { character person { id name } }
        }
      }
    }
  }
}

${MEDIA_CARD}

${PERSON_CARD}`;

export async function show({ id, parameters, signal }) {
  const { media } = await ask(ITEM, { id }, signal);
  if (media === null) {
    throw new NothingHere();
  }
  return {
    title: media.title,
    content: [
      head(media),
      media.seasons && seasons(media.seasons, parameters.episode),
      section("cast", media.cast, ({ person, character }) => personCard(person, character ?? "")),
      crew(media.crew),
      section("related", media.related, (each) => mediaCard(each.media)),
    ],
    explore: { query: ITEM, variables: { id } },
  };
}

function head(media) {
  return h("div", { class: "item" },
    picture(media.backdrop, { id: media.id }, "backdrop"),
    picture(media.poster, { id: media.id, text: media.title }, "poster"),
    h("div", { class: "words" },
      h("h1", { tabindex: "-1" }, media.title),
      media.originalTitle && media.originalTitle !== media.title && h("p", { class: "note" }, media.originalTitle),
      h("p", { class: "facts" }, joined(facts(media), " · ")),
      media.tagline && h("p", { class: "tagline" }, media.tagline),
      h("p", { class: "summary" }, media.summary ?? t("noSummary")),
      h("ul", { class: "tags" }, media.genres.map((genre) =>
        h("li", {}, h("a", { href: address("library", { genre }) }, genre))))));
}

const facts = (media) => [
  t(media.kind),
  media.year && String(media.year),
  media.durationSeconds && duration(media.durationSeconds),
  media.contentRating,
  media.studio,
  media.rating && t("rating", { rating: number(media.rating, { maximumFractionDigits: 1 }) }),
];

function section(name, entries, card) {
  return entries.length > 0 && h("section", { class: "row", "aria-labelledby": name },
    h("h2", { id: name }, t(name)),
    h("ul", { class: "strip" }, entries.map(card)));
}

function crew(credits) {
  return credits.length > 0 && h("section", { "aria-labelledby": "crew" },
    h("h2", { id: "crew" }, t("crew")),
    h("ul", { class: "crew" }, credits.map(({ job, department, person }) =>
      h("li", {}, personLink(person), h("span", { class: "note" }, job ?? department)))));
}

const personLink = (person) => h("a", { href: address(`person/${person.id}`) }, person.name);

function seasons(all, episode) {
  const opened = all.find((season) => season.episodes.some(({ code }) => code === episode)) ?? all[0];
  return h("section", { "aria-labelledby": "seasons" },
    h("h2", { id: "seasons" }, t("seasons")),
    all.map((season) => h("details", { class: "season", open: season === opened },
      h("summary", {},
        h("h3", {}, season.title),
        h("span", { class: "note" }, joined([season.year && String(season.year),
          t("episodes", { count: season.episodes.length })], " · "))),
      h("ol", { class: "episodes" }, season.episodes.map((each) => episodeOf(each, each.code === episode))))));
}

function episodeOf(episode, isSought) {
  return h("li", { class: isSought ? "episode sought" : "episode" },
    picture(episode.still, { id: episode.id, text: episode.code }, "still"),
    h("div", {},
      h("h4", {}, `${episode.code} · ${episode.title}`),
      h("p", { class: "note" }, joined([episode.airedOn && day(episode.airedOn),
        episode.durationSeconds && duration(episode.durationSeconds)], " · ")),
      episode.summary && h("p", { class: "summary" }, episode.summary),
      episode.cast.length > 0 && h("p", { class: "with" }, `${t("cast")}: `,
        joined(episode.cast.map(({ person }) => personLink(person)), ", "))));
}

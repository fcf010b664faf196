// The start page: picks at the top, then the rows that the server's admin has arranged.

import { MEDIA_CARD, mediaCard } from "../cards.js";
import { h } from "../dom.js";
import { ask } from "../graphql.js";
import { t } from "../i18n.js";
import { BACKDROP, picture } from "../images.js";
import { address } from "../router.js";

const HOME = `query Home {
  home {
    rows {
      id
      kind
      title
      subject { title }
      items {
        ... on Media { ...MediaCard }
        ... on NewEpisodes { count series { ...MediaCard } }
      }
    }
  }
  series: heroPool(kind: SERIES, first: 4) { ...Picks }
  movies: heroPool(kind: MOVIE, first: 4) { ...Picks }
}

fragment Picks on HeroPool {
  picks {
    slot
    media { ...MediaCard tagline summary ${BACKDROP} }
  }
}

${MEDIA_CARD}`;

/** Row kinds whose items are the picks. */
const HEROES = ["HERO_SERIES", "HERO_MOVIES"];

export async function show({ signal }) {
  const { home, series, movies } = await ask(HOME, {}, signal);
  const picks = home.rows.some((row) => HEROES.includes(row.kind)) ? inTurn(series.picks, movies.picks) : [];
  const rows = home.rows.filter((row) => !HEROES.includes(row.kind));
  return {
    title: t("home"),
    content: [
      h("h1", { class: "unseen", tabindex: "-1" }, t("home")),
      picks.length > 0 && heroes(picks),
      rows.map(rowOf),
      home.rows.length === 0 && h("p", { class: "empty" }, t("emptyLibrary")),
    ],
    explore: { query: HOME },
  };
}

const inTurn = (one, other) => one.flatMap((pick, index) => [pick, other[index]]).filter(Boolean)
  .concat(other.slice(one.length));

function heroes(picks) {
  return h("section", { class: "heroes", "aria-label": t("heroes") }, h("ul", {}, picks.map(hero)));
}

function hero({ slot, media }) {
  const link = address(`item/${media.id}`);
  return h("li", { class: "hero" },
    picture(media.backdrop, { id: media.id }, "backdrop"),
    h("div", { class: "words" },
      h("p", { class: "slot" }, slot === "TOP_RATED" ? t("TOP_RATED_SLOT") : t(slot)),
      h("h2", {}, h("a", { href: link }, media.title)),
      h("p", { class: "note" }, [t(media.kind), media.year].filter(Boolean).join(" · ")),
      h("p", { class: "summary" }, media.tagline ?? media.summary)));
}

function rowOf(row) {
  return h("section", { class: "row", "aria-labelledby": `row-${row.id}` },
    h("h2", { id: `row-${row.id}` }, row.title ?? t(row.kind, { title: row.subject?.title })),
    h("ul", { class: "strip" }, row.items.filter((item) => item.id || item.series).map(itemOf)));
}

const itemOf = (item) =>
  item.series ? mediaCard(item.series, t("newEpisodes", { count: item.count })) : mediaCard(item);

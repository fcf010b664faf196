// The whole library as a list with filters, and what a search finds.

import { episodeCard, MEDIA_CARD, mediaCard, PERSON_CARD, personCard } from "../cards.js";
import { h, say } from "../dom.js";
import { ask } from "../graphql.js";
import { number, t } from "../i18n.js";
import { POSTER } from "../images.js";
import { PAGE, pagedGrid } from "../pages.js";
import { address, current, replace } from "../router.js";

const FACETS = `facets: mediaFacets(filter: $facets) @skip(if: $more) {
    genres(first: 50) { name count }
    years { year count }
  }`;

const LIST = `query Library(
  $filter: MediaFilter, $orderBy: [MediaOrder!], $after: String, $facets: MediaFilter, $more: Boolean = false
) {
  page: allMedia(filter: $filter, orderBy: $orderBy, first: 24, after: $after) {
    edges { node { __typename ...MediaCard } }
    ${PAGE}
  }
  ${FACETS}
}

${MEDIA_CARD}`;

const SEARCH = `query Search(
  $text: String!, $types: [SearchType!], $filter: MediaFilter, $after: String, $facets: MediaFilter,
  $more: Boolean = false
) {
  page: search(query: $text, types: $types, filter: $filter, first: 24, after: $after) {
    edges {
      node {
        __typename
        ...MediaCard
        ...PersonCard
        ... on Episode { code title series { id title ${POSTER} } }
      }
    }
    didYouMean
    ${PAGE}
  }
  ${FACETS}
}

${MEDIA_CARD}

${PERSON_CARD}`;

const KINDS = ["SERIES", "MOVIE", "ALBUM", "BOOK"];
const ORDERS = ["TITLE:ASC", "LAST_ADDED_AT:DESC", "YEAR:DESC", "YEAR:ASC", "RATING:DESC"];

export async function show({ parameters, signal }) {
  const filters = h("form", { class: "filters", "aria-label": t("filters"), onchange: () => apply(filters) });
  const heading = h("h1", { tabindex: "-1" });
  const results = h("div", { class: "results" });

  /** Shows the list for other parameters in the same view, so that the filters keep the focus. */
  async function update({ parameters, signal }) {
    const operation = operationOf(parameters);
    const { page, facets } = await ask(operation.query, operation.variables, signal);
    const load = async (after) =>
      (await ask(operation.query, { ...operation.variables, after, more: true }, signal)).page;
    const title = parameters.q ? t("searchFor", { text: parameters.q }) : t("library");
    heading.textContent = title;
    fillFilters(filters, facets, parameters);
    results.replaceChildren(...resultsOf(page, parameters, load));
    say(t("results", { count: page.totalCount }));
    return { title, explore: operation };
  }

  return { content: [heading, filters, results], update, ...(await update({ parameters, signal })) };
}

function operationOf({ q, kind, genre, year, sort = ORDERS[0] }) {
  const filter = {
    ...(kind && { kind: [kind] }),
    ...(genre && { genres: { anyOf: [genre] } }),
    ...(year && { year: { equals: Number(year) } }),
  };
  // Filters are about media, so with any filter a search finds neither people nor episodes.
  const variables = { filter: kind || genre || year ? filter : null, facets: kind ? { kind: [kind] } : null };
  if (q) {
    return { query: SEARCH, variables: { ...variables, text: q, types: kind ? [kind] : null } };
  }
  const [field, direction] = sort.split(":");
  return { query: LIST, variables: { ...variables, orderBy: [{ field, direction }] } };
}

function resultsOf(page, parameters, load) {
  const count = h("p", { class: "count" }, t("results", { count: page.totalCount }));
  if (page.totalCount > 0) {
    return [count, ...pagedGrid(page, ({ node }) => cardOf(node), load)];
  }
  const better = page.didYouMean;
  return [
    h("p", { class: "empty" }, t("noResults")),
    ...(better
      ? [h("p", {}, `${t("didYouMean")} `, h("a", { href: address("library", { ...parameters, q: better }) }, better), "?")]
      : []),
  ];
}

function cardOf(node) {
  switch (node.__typename) {
    case "Person":
      return personCard(node);
    case "Episode":
      return episodeCard(node);
    default:
      return mediaCard(node);
  }
}

function fillFilters(form, facets, { q, kind, genre, year, sort }) {
  const counted = (value, count) => [value, `${value} (${number(count)})`];
  const fields = [
    field("kind", kind, KINDS.map((value) => [value, t(value)])),
    field("genre", genre, facets.genres.map(({ name, count }) => counted(name, count))),
    field("year", year, facets.years.map((each) => [String(each.year), `${each.year} (${number(each.count)})`])),
    !q && field("sort", sort ?? ORDERS[0], ORDERS.map((value) => [value, t(value)])),
  ].filter(Boolean);
  const focused = form.contains(document.activeElement) ? document.activeElement.name : null;
  form.replaceChildren(...fields);
  form.elements[focused]?.focus();
}

function field(name, value = "", options) {
  // A value of the address that has no results any more can still be seen, and changed.
  const known = value === "" || options.some(([each]) => each === value) ? options : [[value, value], ...options];
  const all = name === "sort" ? known : [["", t("any")], ...known];
  return h("label", {}, h("span", {}, t(name)),
    h("select", { name }, all.map(([each, text]) => h("option", { value: each, selected: each === value }, text))));
}

function apply(form) {
  replace(address("library", { q: current().parameters.q, ...Object.fromEntries(new FormData(form)) }));
}

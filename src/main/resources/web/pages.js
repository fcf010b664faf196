// Long lists: one page, and a button for the next.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** The fields of a connection that this needs, beside its edges. */
export const PAGE = `pageInfo { hasNextPage endCursor } totalCount`;

/**
 * A grid of cards with a button that adds the next page. After that, the focus is on the first new card, so that whoever
 * uses a keyboard goes on there.
 *
 * @param connection the first page
 * @param card the element for an edge
 * @param load gives the page after a cursor
 */
export function pagedGrid(connection, card, load) {
  const grid = h("ul", { class: "grid" }, connection.edges.map(card));
  const button = h("button", { type: "button", class: "more" }, t("more"));
  const problem = h("p", { class: "error", role: "alert" });
  let { pageInfo } = connection;
  button.hidden = !pageInfo.hasNextPage;
  button.addEventListener("click", async () => {
    button.disabled = true;
    problem.textContent = "";
    try {
      const next = await load(pageInfo.endCursor);
      const cards = next.edges.map(card);
      grid.append(...cards);
      ({ pageInfo } = next);
      button.hidden = !pageInfo.hasNextPage;
      cards[0]?.querySelector("a").focus();
    } catch (error) {
      problem.textContent = `${t("failed")}: ${error.message}`;
    } finally {
      button.disabled = false;
    }
  });
  return [grid, problem, button];
}

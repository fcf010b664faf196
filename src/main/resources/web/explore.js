// The same query in GraphiQL, to read, change and run.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** A link that opens an operation in GraphiQL. */
export function exploreLink({ query, variables = {} }) {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) });
  return h("a", { class: "explore", href: `./graphiql?${parameters}`, target: "_blank" }, t("explore"));
}

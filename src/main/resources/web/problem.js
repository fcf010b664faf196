// What is shown in place of a view that can't be.

import { h } from "./dom.js";
import { ConnectionLost } from "./graphql.js";
import { t } from "./i18n.js";
import { address } from "./router.js";
import { signInForm } from "./sign-in.js";

/** That the address names nothing. */
export class NothingHere extends Error {
  constructor() {
    super(t("nothingHere"));
  }
}

/** A view that tells of an error, or has somebody sign in first; `retry` shows the right one again. */
export function problemView(error, retry) {
  if (error.code === "UNAUTHENTICATED") {
    return {
      title: t("signIn"),
      content: [h("h1", { tabindex: "-1" }, t("signIn")), h("p", {}, t("signInNeeded")), signInForm(retry)],
    };
  }
  const words = error instanceof ConnectionLost ? t("offline") : error.message;
  const retryButton = h("p", {}, h("button", { type: "button", onclick: retry }, t("retry")));
  return {
    title: t("failed"),
    content: [
      h("h1", { tabindex: "-1" }, t("failed")),
      h("p", { class: "error" }, words),
      !(error instanceof NothingHere) && retryButton,
      h("p", {}, h("a", { href: address("") }, t("toHome"))),
    ],
  };
}

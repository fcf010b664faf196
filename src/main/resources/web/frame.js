// What surrounds every view: navigation, search, who is signed in, and the language.

import { h } from "./dom.js";
import { choose, currentLanguage, LANGUAGES, t } from "./i18n.js";
import { address, current, replace } from "./router.js";
import { isAtLeast, signOut, who } from "./session.js";
import { signInDialog } from "./sign-in.js";

/** How long somebody pauses before what they have typed is searched for. */
const TYPING_PAUSE = 200;

/** Draws it; `redraw` draws the whole page anew, in another language or for another user. */
export function drawFrame(redraw) {
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("header").replaceChildren(
    h("a", { class: "brand", href: address("") }, "Reelgraph"),
    h("nav", { "aria-label": t("navigation") },
      link("home", ""), link("library"), isAtLeast("MODERATOR") && link("imports")),
    searchField(),
    user(redraw));
  document.getElementById("languages").replaceChildren(languages(redraw));
}

/** Marks the link to the view that is shown, and shows what is searched for. */
export function markView({ view, parameters }) {
  for (const each of document.querySelectorAll("#header nav a")) {
    each.setAttribute("aria-current", each.dataset.view === view ? "page" : "false");
  }
  const field = document.getElementById("search");
  if (field !== document.activeElement) {
    field.value = parameters.q ?? "";
  }
}

const link = (view, path = view) => h("a", { href: address(path), "data-view": view }, t(view));

function searchField() {
  let waiting;
  const field = h("input", {
    id: "search",
    type: "search",
    "aria-label": t("search"),
    placeholder: t("searchHint"),
    autocomplete: "off",
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, TYPING_PAUSE);
    },
  });
  function search() {
    clearTimeout(waiting);
    const { view, parameters } = current();
    const target = address("library", { ...(view === "library" && parameters), q: field.value.trim() });
    // The first letter opens the list; further ones only change it.
    if (view === "library") {
      replace(target);
    } else if (field.value.trim()) {
      location.hash = target;
    }
  }
  return h("form", { role: "search", onsubmit: (event) => {
    event.preventDefault();
    search();
  } }, field);
}

function languages(redraw) {
  const options = Object.entries(LANGUAGES).map(([tag, name]) =>
    h("option", { value: tag, lang: tag, selected: tag === currentLanguage() }, name));
  return h("select", { id: "language", "aria-label": t("language"), onchange: ({ target }) => {
    choose(target.value);
    redraw();
    document.getElementById("language").focus();
  } }, options);
}

function user(redraw) {
  if (who() === null) {
    return h("button", { type: "button", onclick: () => signInDialog(redraw) }, t("signIn"));
  }
  const name = who().user.displayName;
  return h("div", { class: "user" },
    h("span", { title: t("signedIn", { name }) }, name),
    h("button", { type: "button", onclick: async () => {
      await signOut();
      redraw();
    } }, t("signOut")));
}

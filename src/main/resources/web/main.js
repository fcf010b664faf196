// Shows the view that the address names. A view is a module with a function `show`, which asks the server and gives
// `title`, `content`, the operation to `explore`, and `update` if it can show other parameters without a new start.

import { h, say } from "./dom.js";
import { exploreLink } from "./explore.js";
import { drawFrame, markView } from "./frame.js";
import { currentLanguage } from "./i18n.js";
import { NothingHere, problemView } from "./problem.js";
import { current, start } from "./router.js";
import { resume, who } from "./session.js";
import * as home from "./views/home.js";
import * as imports from "./views/imports.js";
import * as item from "./views/item.js";
import * as library from "./views/library.js";
import * as person from "./views/person.js";

const VIEWS = { home, library, item, person, imports };

const main = document.getElementById("main");
const explore = document.getElementById("explore");

let shown = {};
let greeted; // undefined until there is a frame
let running = new AbortController();

/** Shows the view of the address; what the last one still asks for is given up. */
async function show() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const route = current();
  const context = { ...route, signal, fail: (error) => signal.aborted || present(problemView(error, redraw), route) };
  main.setAttribute("aria-busy", "true");
  markView(route);
  try {
    if (shown.view === route.view && shown.update) {
      describe(await shown.update(context));
    } else {
      present(await viewOf(route).show(context), route);
    }
  } catch (error) {
    context.fail(error);
  } finally {
    if (!signal.aborted) {
      main.removeAttribute("aria-busy");
      greet();
    }
  }
}

function viewOf({ view }) {
  if (!Object.hasOwn(VIEWS, view)) {
    throw new NothingHere();
  }
  return VIEWS[view];
}

function present(view, { view: name }) {
  const isFirst = shown.view === undefined;
  shown = { view: name, update: view.update };
  main.replaceChildren(h("div", { class: `view ${name}` }, view.content));
  describe(view);
  const sought = main.querySelector(".sought");
  if (sought) {
    sought.scrollIntoView({ block: "center" });
  } else {
    scrollTo(0, 0);
  }
  // Whoever follows a link goes on reading at the new view; whoever types or chooses goes on with that.
  if (!isFirst && !document.activeElement?.matches("#search, #language")) {
    main.querySelector("h1").focus({ preventScroll: true });
  }
}

function describe({ title, explore: operation }) {
  document.title = `${title} · Reelgraph`;
  explore.replaceChildren(...(operation ? [exploreLink(operation)] : []));
}

/** Draws the frame for whoever is signed in; a session may end while the page is open. */
function greet() {
  if (greeted !== who()) {
    greeted = who();
    drawFrame(redraw);
    markView(current());
  }
}

/** Draws everything anew: in another language, or for another user. */
function redraw() {
  document.documentElement.lang = currentLanguage();
  shown.update = undefined;
  greeted = who();
  drawFrame(redraw);
  say("");
  show();
}

document.documentElement.lang = currentLanguage();
// Without a session that goes on, the page is shown to nobody in particular.
await resume().catch(() => {});
greet();
// The address of this link isn't one of a view.
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
start(show);

// Addresses of views stand behind the #, so the server has one page, wherever a proxy puts it.

/** The address of a view, such as `#/library?kind=MOVIE`; empty parameters are left out. */
export function address(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return `#/${path}${given.length > 0 ? `?${new URLSearchParams(given)}` : ""}`;
}

/** What the address bar names: the view, the rest of its path, and its parameters. */
export function current() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, id = ""] = path.split("/").map(decodeURIComponent);
  return { view: view || "home", id, parameters: Object.fromEntries(new URLSearchParams(query)) };
}

/** Calls `show` for the view that the address bar names, now and whenever it names another. */
export function start(show) {
  addEventListener("hashchange", show);
  show();
}

/** Changes the address without a new entry in the history, as while somebody types. */
export function replace(hash) {
  history.replaceState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

// Imports for moderators: start one, and see how all of them fare while they run.

import { h, say } from "../dom.js";
import { ask } from "../graphql.js";
import { moment, t } from "../i18n.js";
import { isAtLeast } from "../session.js";
import { subscribe } from "../subscribe.js";

const IMPORT = `fragment Import on ImportJob {
  id
  path
  state
  dryRun
  requestedAt
  progress { done total }
  created
  updated
  unchanged
  failed
  error
}`;

const IMPORTS = `query Imports {
  importJobs(first: 20) { edges { node { ...Import } } }
}

${IMPORT}`;

const START = `mutation StartImport($path: String!, $dryRun: Boolean!) {
  importLibrary(input: { path: $path, dryRun: $dryRun }) {
    job { ...Import }
    userErrors { message }
  }
}

${IMPORT}`;

const FOLLOW = `subscription FollowJobs {
  jobUpdated { ...Import }
}

${IMPORT}`;

const RUNNING = ["QUEUED", "RUNNING", "CANCELLING", "INTERRUPTED"];

export async function show({ signal, fail }) {
  const heading = h("h1", { tabindex: "-1" }, t("imports"));
  if (!isAtLeast("MODERATOR")) {
    return {
      title: t("imports"),
      content: [heading, h("p", { class: "empty" }, t("forModerators"))],
      explore: { query: IMPORTS },
    };
  }
  const { importJobs } = await ask(IMPORTS, {}, signal);
  const jobs = jobList();
  importJobs.edges.toReversed().forEach(({ node }) => jobs.put(node));
  subscribe(FOLLOW, {}, ({ jobUpdated }) => jobUpdated.id && jobs.put(jobUpdated), signal).catch(fail);
  return {
    title: t("imports"),
    content: [heading, form(jobs), h("h2", {}, t("jobs")), jobs.element],
    explore: { query: IMPORTS },
  };
}

/** The list of jobs, where a job that is told again takes the place that it has. */
function jobList() {
  const list = h("ul", { class: "jobs" });
  const none = h("p", { class: "empty" }, t("noJobs"));
  const states = new Map();
  return {
    element: h("div", {}, none, list),
    put(job) {
      const row = rowOf(job);
      const shown = list.querySelector(`[data-id="${CSS.escape(job.id)}"]`);
      if (shown) {
        shown.replaceWith(row);
      } else {
        list.prepend(row);
      }
      none.hidden = true;
      // Screen readers are told the end, and not each step.
      if (RUNNING.includes(states.get(job.id)) && !RUNNING.includes(job.state)) {
        say(t("importEnded", { path: job.path, state: t(`state.${job.state}`) }));
      }
      states.set(job.id, job.state);
    },
  };
}

function rowOf(job) {
  const isRunning = RUNNING.includes(job.state);
  return h("li", { class: "job", "data-id": job.id },
    h("p", { class: "path" }, job.path, job.dryRun && h("span", { class: "mark" }, t("dryRunMark"))),
    h("p", { class: `state ${job.state.toLowerCase()}` }, t(`state.${job.state}`)),
    h("p", { class: "note" }, moment(job.requestedAt)),
    isRunning && h("progress", {
      "aria-label": t("progress", { path: job.path }),
      max: job.progress.total ?? false,
      value: job.progress.total === null ? false : job.progress.done,
    }),
    h("p", { class: "counts" }, t("counts", job)),
    job.error && h("p", { class: "error" }, job.error));
}

function form(jobs) {
  const error = h("p", { class: "error", id: "path-error", role: "alert" });
  const path = h("input", { name: "path", required: true, autocomplete: "off", "aria-describedby": "path-hint path-error" });
  async function start(event) {
    event.preventDefault();
    error.textContent = "";
    try {
      const dryRun = new FormData(event.target).has("dryRun");
      const { job, userErrors } = (await ask(START, { path: path.value, dryRun })).importLibrary;
      if (job) {
        jobs.put(job);
        say(t("importStarted", { path: job.path }));
      }
      error.textContent = userErrors.map(({ message }) => message).join(" ");
    } catch (failure) {
      error.textContent = failure.message;
    }
    path.toggleAttribute("aria-invalid", error.textContent !== "");
  }
  return h("form", { class: "import", onsubmit: start },
    h("label", {}, h("span", {}, t("importPath")), path),
    h("p", { class: "note", id: "path-hint" }, t("importPathHint")),
    h("label", { class: "check" }, h("input", { type: "checkbox", name: "dryRun" }), h("span", {}, t("dryRun"))),
    error,
    h("button", { class: "primary" }, t("startImport")));
}

// The form that signs in: in a dialog, or in place of a view that needs it.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { signIn } from "./session.js";

/** The form; calls `done` once somebody is signed in. `extra` stands beside its button. */
export function signInForm(done, ...extra) {
  const error = h("p", { class: "error", role: "alert" });
  const email = h("input", { name: "email", type: "email", autocomplete: "username", required: true });
  const password = h("input", { name: "password", type: "password", autocomplete: "current-password", required: true });
  async function submit(event) {
    event.preventDefault();
    error.textContent = "";
    try {
      const errors = await signIn(email.value, password.value);
      error.textContent = errors.map(({ message }) => message).join(" ");
      if (errors.length === 0) {
        done();
      }
    } catch (failure) {
      error.textContent = failure.message;
    }
  }
  return h("form", { class: "sign-in", onsubmit: submit },
    h("label", {}, h("span", {}, t("email")), email),
    h("label", {}, h("span", {}, t("password")), password),
    error,
    h("div", { class: "buttons" }, h("button", { class: "primary" }, t("signIn")), extra));
}

/** Opens the form in a dialog, which gives the focus back when it closes. */
export function signInDialog(done) {
  const close = () => dialog.close();
  const dialog = h("dialog", { "aria-labelledby": "sign-in", onclose: () => dialog.remove() },
    h("h2", { id: "sign-in" }, t("signIn")),
    signInForm(() => {
      close();
      done();
    }, h("button", { type: "button", onclick: close }, t("cancel"))));
  document.body.append(dialog);
  dialog.showModal();
}

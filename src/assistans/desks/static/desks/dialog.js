/* Lets an action that unfolds in place open in a window of its own. Without this file everything still works.

   The button stays where the summary was; the same panel, with its form and what was typed in it, moves into a
   <dialog>, where the browser keeps the focus inside and lets Esc close. */

"use strict";

(function () {
  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function opener(details) {
    const summary = details.querySelector(":scope > summary");
    const button = element("button", summary.className, summary.textContent);
    button.type = "button";
    button.setAttribute("aria-haspopup", "dialog");
    return button;
  }

  function closer(dialog) {
    const shelf = element("div", "dialog__shelf", "");
    const button = element("button", "close-button", "Stäng");
    button.type = "button";
    button.addEventListener("click", function () { dialog.close(); });
    shelf.append(button);
    return shelf;
  }

  function enhance(details) {
    const panel = details.querySelector(":scope > [data-dialog-panel]");
    const dialog = element("dialog", "dialog__window", "");
    const button = opener(details);
    const place = element("div", "dialog", "");
    const heading = panel.querySelector(".dialog__heading");
    place.id = details.id;
    heading.tabIndex = -1;
    heading.autofocus = true;  // reading begins at the top, and the next stop is the first field
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.append(panel, closer(dialog));
    place.append(button, dialog);
    button.addEventListener("click", function () { dialog.showModal(); });
    details.replaceWith(place);
    if (details.open) { dialog.showModal(); }
  }

  function enhanceAll(root) {
    if (root.matches("details[data-dialog]")) { enhance(root); }
    root.querySelectorAll("details[data-dialog]").forEach(enhance);
  }

  enhanceAll(document.documentElement);
  document.addEventListener("htmx:load", function (event) { enhanceAll(event.detail.elt); });
})();

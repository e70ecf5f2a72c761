/* Lets an action that unfolds in place open in a window of its own. Without this file everything still works.

   The button stays where the summary was; the same panel, with its form and what was typed in it, moves into a
   <dialog>, where the browser keeps the focus inside and lets Esc close. An address or a link that names it opens it. */

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
    dialog.addEventListener("close", function () { leave(dialog, button); });
    details.replaceWith(place);
    if (details.open) { dialog.showModal(); }
  }

  /* The window that a hash names, or that holds what it names. */
  function named(hash) {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    const place = target && target.closest(".dialog");
    return place && place.querySelector(":scope > dialog");
  }

  function open(dialog) {
    if (dialog && !dialog.open) { dialog.showModal(); }
    return Boolean(dialog);
  }

  /* The browser gives the focus back to what opened the window; where an address did, that is its button.
     The address names the window no longer, so that loading the page anew does not open it again. */
  function leave(dialog, button) {
    if (named(location.hash) === dialog) { history.replaceState(null, "", location.pathname + location.search); }
    const now = document.activeElement;
    if (now === document.body || dialog.contains(now)) { button.focus(); }
  }

  function follow(event) {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain && open(named(link.hash))) { event.preventDefault(); }
  }

  function enhanceAll(root) {
    if (root.matches("details[data-dialog]")) { enhance(root); }
    root.querySelectorAll("details[data-dialog]").forEach(enhance);
  }

  enhanceAll(document.documentElement);
  document.addEventListener("click", follow);
  /* Not before the page is there: until then the browser itself goes to what the address names, and takes the focus. */
  ["load", "hashchange"].forEach(function (when) {
    window.addEventListener(when, function () { open(named(location.hash)); });
  });
  document.addEventListener("htmx:load", function (event) { enhanceAll(event.detail.elt); });
})();

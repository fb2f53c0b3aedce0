// Before the first paint: the theme the person chose, else the one of their system.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("studio.theme");
  } catch (blocked) {
    // Storage can be forbidden; the theme of the system is then right.
  }
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = choice === "light" || choice === "dark" ? choice : dark ? "dark" : "light";
  if (choice === "contrast" || matchMedia("(prefers-contrast: more)").matches) {
    root.dataset.contrast = "more";
  }
})();

// Says what happened when the program does not start, instead of "loading" for ever. The program
// removes #start once it runs; from then on nothing here speaks. Not hashed and in the language of old
// browsers, so that it is there and understood where the rest is not.
(function () {
  var PATIENCE_MS = 60000;
  var timer = setTimeout(function () {
    show("It is still loading after a minute. On a slow network it may still start by itself.");
  }, PATIENCE_MS);

  function show(what) {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", function () {
        show(what);
      });
      return;
    }
    var start = document.getElementById("start");
    if (!start) {
      stop();
      return;
    }
    document.getElementById("start-loading").hidden = true;
    document.getElementById("start-failure").hidden = false;
    // What failed first is the cause; what comes after it follows from it.
    var place = document.getElementById("start-reason");
    place.textContent = place.textContent || what;
  }

  function stop() {
    clearTimeout(timer);
    removeEventListener("error", failed, true);
    removeEventListener("unhandledrejection", rejected);
  }

  function failed(event) {
    var file = event.target && (event.target.src || event.target.href);
    if (file) {
      show("A file could not be loaded, or is not what it should be: " + file);
    } else if (event.message) {
      show("The browser reports: " + event.message);
    }
  }

  function rejected(event) {
    show("The browser reports: " + event.reason);
  }

  // Capturing: the failures of elements do not rise to the window.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", rejected);
  addEventListener("DOMContentLoaded", function () {
    document.getElementById("start-reload").addEventListener("click", function () {
      location.reload();
    });
  });
  if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) {
    show("This browser has no WebAssembly, or it is switched off.");
  }
})();

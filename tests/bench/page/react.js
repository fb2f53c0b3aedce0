// react-diff-viewer-continued: as it comes, or drawing only what is in sight.

import { createElement } from "react";
import { createRoot } from "react-dom/client";
import Viewer from "react-diff-viewer-continued";

const IN_SIGHT = { infiniteLoading: { pageSize: 20, containerHeight: "900px" } };

window.bench = {
  show(oldValue, newValue, onlyInSight) {
    const options = onlyInSight ? IN_SIGHT : {};
    const place = document.body.appendChild(document.createElement("div"));
    createRoot(place).render(createElement(Viewer, { oldValue, newValue, ...options }));
  },
  marks: "del, ins",
  // It shows the number of removed and added lines above the text.
  changed: () => Number(document.querySelector("[role=banner]").textContent.match(/\d+/)[0]),
};
document.title = "ready";

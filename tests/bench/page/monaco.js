// Monaco's diff editor as it comes.

import * as monaco from "monaco-editor";

window.MonacoEnvironment = { getWorker: () => new Worker("/editor.worker.js") };

let editor;

window.bench = {
  show(old, now) {
    const place = document.createElement("div");
    place.style.height = "100vh";
    document.body.append(place);
    editor = monaco.editor.createDiffEditor(place, { automaticLayout: true, readOnly: true });
    const model = (text) => monaco.editor.createModel(text, "text/plain");
    editor.setModel({ original: model(old), modified: model(now) });
  },
  marks: ".char-delete, .char-insert",
  // How many lines were removed and added. A range without lines ends before it begins: at 0.
  changed() {
    const lines = (start, end) => (end === 0 ? 0 : end - start + 1);
    return editor.getLineChanges().reduce((all, change) =>
      all
      + lines(change.originalStartLineNumber, change.originalEndLineNumber)
      + lines(change.modifiedStartLineNumber, change.modifiedEndLineNumber), 0);
  },
};
document.title = "ready";

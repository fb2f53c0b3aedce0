// The comparison engines, ours and our peers', on the same texts in one page.

import { Chunk, presentableDiff } from "@codemirror/merge";
import { Text } from "@codemirror/state";
import { diffLines, diffWords } from "diff";
import { linesDiffComputers } from "monaco-editor/editor/common/diff/linesDiffComputers.js";
// Built from tests/bench/lib.rs.
import init, * as engine from "/bench.js";

// Whoever takes longer is stopped, and has taken at least so long. In milliseconds, as all times.
const LIMIT = 10_000;
// What Monaco's diff editor gives its algorithm.
const MONACO_LIMIT = 5_000;
// What CodeMirror's merge view gives its algorithm, and what lets it see more than one change.
const CODEMIRROR = { scanLimit: 500 };
const CODEMIRROR_PRECISE = { scanLimit: 50_000, timeout: LIMIT };
// So long is each measured over and over, and at most so often.
const SPAN = 3_000;
const RUNS = 25;

let texts;
let agents;

// Every function prepares the form in which its product holds two texts, and gives what is
// measured. Ours and imara-diff copy JavaScript's strings into WebAssembly each time.
const lines = {
  ours: () => () => changed(engine.ours_lines(...texts)),
  imara: () => () => changed(engine.imara_lines(...texts)),
  monaco() {
    const sides = texts.map((text) => text.split("\n"));
    return () => {
      const { changes, hitTimeout } = monaco(...sides);
      const sum = (side) => changes.reduce((all, change) => all + change[side].length, 0);
      return counted(sum("original"), sum("modified"), hitTimeout && "stopped by its time limit");
    };
  },
  jsdiff: () => () => {
    const parts = diffLines(...texts, { timeout: LIMIT });
    if (!parts) return stopped;
    const sum = (kind) => parts.reduce((all, part) => all + (part[kind] ? part.count : 0), 0);
    return counted(sum("removed"), sum("added"));
  },
  codemirror: () => codemirrorLines(CODEMIRROR),
  codemirrorPrecise: () => codemirrorLines(CODEMIRROR_PRECISE),
};

const words = {
  ours: () => () => {
    const [changes, exact] = engine.ours_words(...texts);
    return { changes, note: exact < changes && `${changes - exact} are more than one word` };
  },
  monaco() {
    const sides = texts.map((text) => [text]);
    return () => {
      const found = monaco(...sides);
      const changes = found.changes.flatMap((change) => change.innerChanges ?? [change]).length;
      return { changes, note: found.hitTimeout && "stopped by its time limit" };
    };
  },
  jsdiff: () => () => {
    const parts = diffWords(...texts, { timeout: LIMIT });
    if (!parts) return stopped;
    // A removal and the addition that follows it are one change.
    const begins = (part, at) => (part.removed || part.added) && !parts[at - 1]?.removed;
    return { changes: parts.filter(begins).length };
  },
  codemirror: () => () => ({ changes: presentableDiff(...texts, CODEMIRROR).length }),
  codemirrorPrecise: () => () => ({ changes: presentableDiff(...texts, CODEMIRROR_PRECISE).length }),
};

const stopped = { note: "was stopped", isStopped: true };
const counted = (removed, added, note) => ({ removed, added, note });
const changed = ([removed, added, hunks]) => ({ removed, added, hunks });

function monaco(old, now) {
  const options = { ignoreTrimWhitespace: false, maxComputationTimeMs: MONACO_LIMIT, computeMoves: false };
  return linesDiffComputers.getDefault().computeDiff(old, now, options);
}

function codemirrorLines(config) {
  const [old, now] = texts.map((text) => Text.of(text.split("\n")));
  const count = (doc, from, to) =>
    from === to ? 0 : doc.lineAt(Math.min(to - 1, doc.length)).number - doc.lineAt(from).number + 1;
  return () => {
    const chunks = Chunk.build(old, now, config);
    const sum = (doc, from, to) => chunks.reduce((all, one) => all + count(doc, one[from], one[to]), 0);
    const imprecise = chunks.filter((chunk) => !chunk.precise).length;
    const note = imprecise > 0 && `gave up in ${imprecise} of ${chunks.length} chunks`;
    return counted(sum(old, "fromA", "toA"), sum(now, "fromB", "toB"), note);
  };
}

// Lets several take turns, so that what else the machine does hits all of them. Of each the first
// run, and the median of those that follow, if there is time for any.
function measure(prepares) {
  const all = prepares.map((prepare) => ({ work: prepare(), times: [] }));
  const start = performance.now();
  do {
    for (const one of all) {
      const before = performance.now();
      one.found = one.work();
      one.times.push(performance.now() - before);
    }
  } while (all[0].times.length <= RUNS && performance.now() - start < SPAN * all.length);
  return all.map(({ times: [first, ...later], found }) => {
    later.sort((a, b) => a - b);
    return { first, ms: later[later.length >> 1] ?? first, ...found };
  });
}

window.bench = {
  useText: (count, share) => void (texts = engine.edited_text(count, share)),
  // How many words were edited.
  useLine(bytes, share) {
    const [old, now, edits] = engine.edited_line(bytes, share);
    texts = [old, now];
    return Number(edits);
  },
  // How long it takes to take both in.
  useAgents(edits) {
    const sides = engine.edited_agent(edits);
    const before = performance.now();
    agents = engine.Agents.read(...sides);
    return performance.now() - before;
  },
  lines: (...names) => measure(names.map((name) => lines[name])),
  words: (...names) => measure(names.map((name) => words[name])),
  agent: () => measure([() => () => ({ changes: agents.compare() })]),
  texts: () => texts,
  exports: () => texts.map((text) => engine.export_of(text)),
};

await init({ module_or_path: "/bench_bg.wasm" });
document.title = "ready";

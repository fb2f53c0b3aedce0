// How fast the engines are, without anything to see.

import { open } from "./chromium.mjs";

const NAMES = {
  monaco: "Monaco",
  jsdiff: "jsdiff",
  codemirror: "CodeMirror merge",
  codemirrorPrecise: "CodeMirror merge, scanLimit 50,000",
};
const FASTER = { monaco: { atLeast: 20 }, jsdiff: { atLeast: 20 } };

export async function engines(browser, pages, report) {
  const page = await open(browser, `${pages}/engines.html`);
  const run = (what, ...names) =>
    page.evaluate(([what, names]) => window.bench[what](...names), [what, names]);
  report.title("Engines, in WebAssembly and JavaScript");

  let what = "50,000 lines, 20 % edited";
  await run("useText", 50_000, 0.2);
  const [ours, imara] = await run("lines", "ours", "imara");
  const lines = ({ removed, added, note }) => note ? `${note}: −${removed} +${added}` : `−${removed} +${added}`;
  report.beside(what, ours, "imara-diff", imara, { atMost: 1.5 });
  report.same(what, lines(ours), "imara-diff", lines(imara));
  for (const [name, title] of Object.entries(NAMES)) {
    const [theirs] = await run("lines", name);
    report.beside(what, ours, title, theirs, FASTER[name]);
    report.same(what, lines(ours), title, theirs.isStopped ? "was stopped" : lines(theirs));
  }

  what = "one line of 100 KB, 1 % of words edited";
  const edits = await run("useLine", 100_000, 0.01);
  const [words] = await run("words", "ours");
  report.alone(what, words.ms, "ms", 30);
  report.alone("  the first time", words.first, "ms");
  const changes = ({ changes, note }) => note ? `${changes} changes, ${note}` : `${changes} changes`;
  report.same(what, changes(words), "the edits made", `${edits} changes`);
  for (const [name, title] of Object.entries(NAMES)) {
    const [theirs] = await run("words", name);
    report.beside(what, words, title, theirs);
    report.same(what, changes(words), title, theirs.isStopped ? "was stopped" : changes(theirs));
  }

  what = "agent of 1,000 topics, 50,000 values, 200 edits";
  const reading = await run("useAgents", 200);
  const [agent] = await run("agent");
  report.alone(what, agent.ms, "ms", 50);
  report.alone("  the first time", agent.first, "ms", 50);
  report.alone("  before that, taking in the JSON of both", reading, "ms");
  await page.context().close();
}

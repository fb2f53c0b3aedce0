// How long it takes until a person sees a difference.

import { join } from "node:path";

import { open } from "./chromium.mjs";

const WATCH = join(import.meta.dirname, "page/watch.js");
// So often is everything shown; the median counts.
const TIMES = 5;
const FASTER = { atLeast: 8 };

export async function pixels(browser, pages, studio, report) {
  const { texts, exports, lines, hunks } = await pair(browser, pages);
  const peers = [
    ["Monaco", `${pages}/monaco.html`, texts, FASTER],
    ["react-diff-viewer", `${pages}/react.html`, texts, FASTER],
    ["react-diff-viewer, infiniteLoading", `${pages}/react.html`, [...texts, true]],
  ];
  const [ours, ...theirs] = [[], ...peers.map(() => [])];
  for (let time = 0; time < TIMES; time += 1) {
    ours.push(await shown(await studio.compare(), exports));
    for (const [at, [, address, texts]] of peers.entries()) {
      theirs[at].push(await shown(await open(browser, address, { scripts: [WATCH] }), texts));
    }
  }

  const what = "10,000 lines, 5 % edited";
  report.title("To pixels, 1400 × 900");
  report.alone(what, median(ours).ms, "ms", 150);
  report.alone("  from the drop of two files", median(ours).whole, "ms");
  peers.forEach(([name, , , target], at) => {
    report.beside(what, median(ours), name, median(theirs[at]), target);
  });
  report.alone("  elements of ours", median(ours).elements, "", 1500);
  peers.forEach(([name], at) => {
    console.log(`  elements of ${name}: ${median(theirs[at]).elements}`);
    report.same(`${what}, changed lines`, lines, name, median(theirs[at]).changed);
  });
  report.same(`${what}, changes`, hunks, "the studio's page", median(ours).changed);
}

// The texts, and how much our engine finds between them.
async function pair(browser, pages) {
  const page = await open(browser, `${pages}/engines.html`);
  const pair = await page.evaluate(() => {
    const { bench } = window;
    bench.useText(10_000, 0.05);
    const [{ removed, added, hunks }] = bench.lines("ours");
    return { texts: bench.texts(), exports: bench.exports(), lines: removed + added, hunks };
  });
  await page.context().close();
  return pair;
}

// Shows two texts on a page: when they were to be seen, and how much is on the page then.
async function shown(page, texts) {
  const result = await page.evaluate(async (texts) => {
    const { bench, watch } = window;
    const times = await watch.untilSeen(() => bench.show(...texts), bench.marks, bench.arrived);
    return { ...times, elements: document.getElementsByTagName("*").length, changed: bench.changed() };
  }, texts);
  await page.context().close();
  return result;
}

function median(all) {
  return [...all].sort((a, b) => a.ms - b.ms)[all.length >> 1];
}

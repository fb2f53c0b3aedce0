// `cargo xtask bench page`: what Lighthouse says of the served page, three runs each, the median.
//
// Fails only if something broke; a target that is missed is said and is no failure.

import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "./chromium.mjs";
import { start } from "./studio.mjs";

const RUNS = 3;
const FORMS = [
  { name: "mobile", performance: 92, paint: 2500 },
  { name: "desktop", performance: 99 },
];

const [peers, chromium, server, dist] = process.argv.slice(2);
const port = await freePort();
const browser = await launch(peers, chromium, [`--remote-debugging-port=${port}`]);
const studio = await start(browser, server, dist);
try {
  const resolve = createRequire(join(peers, "package.json")).resolve;
  const { default: lighthouse } = await import(pathToFileURL(resolve("lighthouse")));
  const { default: desktop } = await import(pathToFileURL(resolve("lighthouse/core/config/desktop-config.js")));
  for (const form of FORMS) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const flags = { port, onlyCategories: ["performance"], logLevel: "error" };
      const { lhr } = await lighthouse(`${studio.address}/`, flags, form.name === "desktop" ? desktop : undefined);
      runs.push({
        performance: Math.round(lhr.categories.performance.score * 100),
        firstPaint: lhr.audits["first-contentful-paint"].numericValue,
        largestPaint: lhr.audits["largest-contentful-paint"].numericValue,
        blocked: lhr.audits["total-blocking-time"].numericValue,
        shift: lhr.audits["cumulative-layout-shift"].numericValue,
      });
    }
    report(form, runs);
  }
} finally {
  await browser.close();
  await studio.stop();
}

function report({ name, performance, paint }, runs) {
  const median = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  const seconds = (key) => `${(median(key) / 1000).toFixed(1)} s`;
  const misses = [
    median("performance") < performance && `performance is to be ${performance} or more`,
    paint && median("largestPaint") > paint && `the largest paint is to come within ${paint / 1000} s`,
  ].filter(Boolean);
  console.log(
    `Lighthouse, ${name}: performance ${median("performance")} (runs: ${runs.map((run) => run.performance).join(", ")}), `
      + `first paint ${seconds("firstPaint")}, largest ${seconds("largestPaint")}, `
      + `blocked ${Math.round(median("blocked"))} ms, layout shift ${median("shift").toFixed(3)}`
      + (misses.length ? `; missed: ${misses.join(", ")}` : ""),
  );
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

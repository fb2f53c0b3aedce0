// `cargo xtask bench browser`: ours and our peers, in one run of one browser.
//
// Fails only if something broke; a target that is missed is said and is no failure.

import { engines } from "./engines.mjs";
import { launch, serve } from "./chromium.mjs";
import { pixels } from "./pixels.mjs";
import { Report } from "./report.mjs";
import { scrolling } from "./scrolling.mjs";
import { start } from "./studio.mjs";

const [peers, chromium, built, server, dist] = process.argv.slice(2);
const browser = await launch(peers, chromium);
const pages = await serve(built);
const studio = await start(browser, server, dist);
try {
  const report = new Report();
  console.log(`Chromium ${browser.version()}, headless`);
  await engines(browser, pages.address, report);
  await pixels(browser, pages.address, studio, report);
  await scrolling(browser, pages.address, studio, report);
  report.end();
} finally {
  await browser.close();
  await studio.stop();
  pages.close();
}

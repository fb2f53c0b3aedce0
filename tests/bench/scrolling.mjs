// Whether a difference that is much larger than the window stays smooth.

import { open } from "./chromium.mjs";

const LIMIT = 50;
const NODES = 1500;

export async function scrolling(browser, pages, studio, report) {
  const source = await open(browser, `${pages}/engines.html`);
  const exports = await source.evaluate(() => {
    window.bench.useText(200_000, 0.02);
    return window.bench.exports();
  });
  await source.context().close();

  const page = await studio.compare();
  const shown = await page.evaluate(
    (exports) => {
      const { bench, watch } = window;
      return watch.untilSeen(() => bench.show(...exports), bench.marks, bench.arrived);
    },
    exports,
  );
  report.title("200,000 lines, 2 % edited");
  report.alone("to pixels", shown.ms, "ms");
  report.alone("  from the drop of two files", shown.whole, "ms");
  const frames = (what, result) => {
    report.alone(`${what}: longest frame`, result.longest, "ms", LIMIT);
    report.alone("  longest task", result.task, "ms", LIMIT);
    report.alone("  most elements", result.elements, "", NODES);
  };
  const scroll = () => page.evaluate(() => window.watch.frames(200, (at) => window.bench.scrollTo(at)));
  const steps = () => page.evaluate(() => window.watch.frames(50, () => window.bench.press("n")));

  frames("changes only, scrolled through", await scroll());
  frames("changes only, next change 50 times", await steps());
  await page.evaluate(() => window.bench.openAll());
  frames("every line, scrolled through", await scroll());
  frames("every line, next change 50 times", await steps());
  await page.context().close();
}

// The one browser everything is measured in, and the folder it takes pages from.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";

const OPTIONS = [
  // As root, Chromium asks for this.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const KINDS = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

// Starts the browser: playwright from the folder of the peers, the program from the system.
export async function launch(peers, program, more = []) {
  const { chromium } = createRequire(join(peers, "package.json"))("playwright-core");
  return chromium.launch({ executablePath: program, args: [...OPTIONS, ...more] });
}

// Serves a folder, and for every script in it a page that runs it. Gives the address.
export async function serve(folder) {
  const server = createServer(async ({ url }, response) => {
    const file = await content(folder, url.slice(1)).catch(() => undefined);
    response.writeHead(file ? 200 : 404, { "content-type": KINDS[extname(url)] ?? "application/octet-stream" });
    response.end(file);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function content(folder, name) {
  const read = (name) => readFile(join(folder, name));
  if (extname(name) !== ".html") return read(name);
  const stem = name.slice(0, -".html".length);
  const style = await read(`${stem}.css`).then(() => `<link rel="stylesheet" href="/${stem}.css">`, () => "");
  return `<!doctype html><meta charset="utf-8"><title></title><link rel="icon" href="data:,">${style}`
    + `<body style="margin: 0"><script type="module" src="/${stem}.js"></script>`;
}

// Opens a page in a window of its own, and waits until it is ready.
export async function open(browser, address, { scripts = [], isReady = () => document.title === "ready" } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.on("pageerror", (error) => console.error(`${address}: ${error.message}`));
  for (const path of scripts) await page.addInitScript({ path });
  await page.goto(address);
  await page.waitForFunction(isReady);
  return page;
}

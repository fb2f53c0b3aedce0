// The studio as people have it: the built page, from its own server.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { open } from "./chromium.mjs";

const SCRIPTS = ["watch.js", "studio.js"].map((name) => join(import.meta.dirname, "page", name));
const PLACE = "/agents/harbour-hotels/main/compare?old=nothing&new=nothing";

// Starts a server with the sample workspace in a database of its own.
export async function start(browser, program, dist) {
  const folder = await mkdtemp(join(tmpdir(), "studio-bench-"));
  const options = ["serve", "--sample", "--port", "0", "--page", dist, "--data", join(folder, "data.sqlite")];
  const server = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((found, failed) => {
    createInterface(server.stdout).on("line", (line) => {
      const [address] = line.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
      if (address) found(address);
    });
    server.on("exit", (code) => failed(new Error(`the local server ended with ${code}`)));
  });
  return {
    address,
    // Opens the comparison of nothing with nothing, ready to take two files.
    compare: () =>
      open(browser, address + PLACE, {
        scripts: SCRIPTS,
        isReady: () => document.querySelector(".sides") && document.querySelector(".page--compare .state"),
      }),
    async stop() {
      server.removeAllListeners("exit");
      server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

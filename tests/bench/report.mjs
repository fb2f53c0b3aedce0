// The table: ours, the peer's, the ratio, the target, and whether it is met.

const WIDTHS = [46, 12, 42, 10, 10];

export class Report {
  #differences = [];
  #missed = 0;

  // Begins a group of rows.
  title(text) {
    console.log(`\n${row([text, "ours", "peer", "ratio", "target"])}`);
  }

  // Says how ours stands beside a peer. `atLeast` is how many times faster ours should be, `atMost`
  // how many times slower it may be.
  beside(what, ours, peer, theirs, { atLeast, atMost } = {}) {
    const factor = atMost === undefined ? theirs.ms / ours.ms : ours.ms / theirs.ms;
    const sign = theirs.isStopped && atMost === undefined ? "> " : "";
    const ratio = atMost === undefined ? `${sign}${number(factor)} ×` : `${number(factor)} × its`;
    const isMet = atMost === undefined ? factor >= atLeast : factor <= atMost;
    const target = atMost === undefined ? atLeast && `≥ ${atLeast} ×` : `≤ ${atMost} ×`;
    const cells = [what, milliseconds(ours.ms), `${peer} ${sign}${milliseconds(theirs.ms)}`, ratio];
    this.#print(cells, target, isMet);
  }

  // Says how ours stands by itself.
  alone(what, value, unit, atMost) {
    const shown = unit === "ms" ? milliseconds(value) : `${Math.round(value)}${unit && ` ${unit}`}`;
    const target = atMost && `≤ ${atMost}${unit && ` ${unit}`}`;
    this.#print([what, shown, "", ""], target, value <= atMost);
  }

  // Checks that a peer found as much as ours.
  same(what, ours, peer, theirs) {
    if (theirs !== ours) this.#differences.push(`${what}: ours ${ours}, ${peer} ${theirs}`);
  }

  // Ends with what was not the same on both sides.
  end() {
    if (this.#differences.length > 0) {
      console.log("\nWhere they differ:");
      for (const difference of this.#differences) console.log(`  ${difference}`);
    }
    console.log(this.#missed === 0 ? "\nEvery target is met." : `\nTargets missed: ${this.#missed}.`);
  }

  #print(cells, target, isMet) {
    if (target && !isMet) this.#missed += 1;
    const verdict = target ? (isMet ? "met" : "MISSED") : "";
    console.log(row([...cells, target || "", verdict]));
  }
}

function row(cells) {
  return cells.map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0)).join(" ").trimEnd();
}

const milliseconds = (ms) => `${number(ms)} ms`;

function number(value) {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

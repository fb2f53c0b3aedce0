// Added to the studio's own page: does what a person would do.

window.bench = {
  // Drops two exports on the page.
  show(old, now) {
    const files = new DataTransfer();
    for (const [name, text] of [["old.json", old], ["new.json", now]]) {
      files.items.add(new File([text], name, { type: "application/json" }));
    }
    const options = { dataTransfer: files, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("drop", options));
  },
  marks: ".diff mark.word",
  // Set by the page when both files have been read.
  arrived: "compare: both sides are here",
  // How many changes it says there are.
  changed: () => Number(document.querySelector(".outline__total").textContent.match(/\d+/)[0]),
  // Goes to a place of the difference, from 0, its start, to 1.
  scrollTo(place) {
    const body = document.querySelector(".diff");
    body.scrollTop = place * (body.scrollHeight - body.clientHeight);
  },
  press(key) {
    const options = { key, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", options));
  },
  // Shows the unchanged lines as well: "expand" at a change, until all of its text is open.
  async openAll() {
    const before = document.querySelector(".diff").scrollHeight;
    this.press("P");
    this.press("e");
    this.press("e");
    while (document.querySelector(".diff").scrollHeight < 2 * before) {
      await new Promise(requestAnimationFrame);
    }
  },
};

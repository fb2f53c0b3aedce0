// Added to every page: what a person sees of the work, from within.

window.watch = {
  // Begins something, and waits until an element is there and the frame with it was painted. How
  // long that takes, and how long from a mark on that the page sets, if it sets any.
  async untilSeen(begin, selector, mark) {
    const start = performance.now();
    begin();
    do await frame();
    while (!document.querySelector(selector));
    await message();
    const end = performance.now();
    const marked = performance.getEntriesByName(mark ?? "").at(-1)?.startTime ?? start;
    return { whole: end - start, ms: end - marked };
  },
  // Does something at each of so many frames; then the longest of them, what kept the page busy
  // for longest, and the most elements there were.
  async frames(count, work) {
    const busy = new PerformanceObserver(() => {});
    busy.observe({ type: "longtask" });
    let [longest, elements] = [0, 0];
    await frame();
    let before = performance.now();
    for (let step = 0; step < count; step += 1) {
      await work(step / (count - 1));
      await frame();
      const now = performance.now();
      [longest, before] = [Math.max(longest, now - before), now];
      elements = Math.max(elements, document.getElementsByTagName("*").length);
    }
    await message();
    const tasks = busy.takeRecords().map((task) => task.duration);
    return { longest, task: Math.max(0, ...tasks), elements };
  },
};

const frame = () => new Promise(requestAnimationFrame);

// Comes in after the frame that is in the making was painted.
function message() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = done;
    port2.postMessage("");
  });
}

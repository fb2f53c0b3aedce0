// What a hostile page tries. Answers whatever of it could be read, by the name of the attempt.
const [origin, key, done] = arguments;
const agent = `${origin}/v1/agents/larch-street-dental`;
const behavior = `${agent}/branches/main/behavior`;
const body = JSON.stringify({ behavior: "hacked", name: "hacked", message: "hacked" });
const plain = { "content-type": "text/plain" };
const full = { "content-type": "application/json", "x-api-key": key };

const ask = async (path, options) => (await fetch(path, options)).text();
const read = {
  "the key": () => ask(`${origin}/studio.json`),
  "the key with cookies": () => ask(`${origin}/studio.json`, { credentials: "include" }),
  "the key without asking": () => ask(`${origin}/studio.json`, { mode: "no-cors" }),
  "the page": () => ask(`${origin}/`),
  "the agents": () => ask(`${origin}/v1/agents`),
  "the agents by key": () => ask(`${origin}/v1/agents`, { headers: full }),
  "a publish": () => ask(`${agent}/deployments/publish`, { method: "POST", headers: plain, body }),
  "a publish by key": () => ask(`${agent}/deployments/publish`, { method: "POST", headers: full, body }),
  "a blind publish": () => ask(`${agent}/deployments/publish`, { method: "POST", mode: "no-cors", body }),
  "an edit by key": () => ask(behavior, { method: "PATCH", headers: full, body }),
  "a blind beacon": () => void navigator.sendBeacon(`${agent}/branches`, body),
  "a script": () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    window.onerror = (message) => resolve(/Script error|Unexpected/.test(message) ? "" : message);
    script.onload = () => resolve("");
    script.onerror = () => reject();
    script.src = `${origin}/studio.json`;
    document.body.append(script);
  }),
  "a frame": () => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.onload = () => {
      try {
        resolve(frame.contentDocument?.body?.innerText ?? frame.contentWindow.document.body.innerText);
      } catch {
        resolve("");
      }
    };
    frame.src = `${origin}/agents`;
    document.body.append(frame);
  }),
  "a form": () => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    const form = document.createElement("form");
    frame.name = "answer";
    Object.assign(form, { method: "POST", action: `${agent}/deployments/publish`, target: "answer" });
    form.append(Object.assign(document.createElement("input"), { name: "message", value: "hacked" }));
    document.body.append(frame, form);
    frame.onload = () => setTimeout(() => resolve(""), 50);
    form.submit();
  }),
};

const answers = {};
const one = async ([name, attempt]) => {
  const text = await attempt().catch?.(() => "") ?? "";
  if (text) answers[name] = text;
};
(async () => {
  for (const entry of Object.entries(read)) {
    try {
      await one(entry);
    } catch {
      // Refused, as it has to be.
    }
  }
  done(answers);
})();

// Draws the merged OpenAPI document; texts are set as text, never as markup.
const METHODS = ["get", "post", "put", "patch", "delete"];

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function operation(method, path, details) {
  const box = element("details");
  const head = element("summary");
  head.append(element("span", method, "method"), element("code", path), element("span", details.summary || ""));
  const { tags, summary, ...rest } = details;
  box.append(head, element("pre", JSON.stringify(rest, null, 2)));
  box.dataset.words = `${method} ${path} ${summary || ""}`.toLowerCase();
  return box;
}

function draw(api) {
  document.getElementById("about").textContent = api.info.description || "";
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths).sort()) {
    for (const method of METHODS) {
      if (!methods[method]) continue;
      const tag = (methods[method].tags || ["other"])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(method, path, methods[method]));
    }
  }
  const main = document.getElementById("paths");
  main.replaceChildren();
  if (api["x-missing"]) main.append(element("p", `Away at the moment: ${api["x-missing"].join(", ")}`, "missing"));
  for (const [tag, boxes] of groups) main.append(element("h2", tag), ...boxes);
  const schemas = element("details");
  schemas.append(element("summary", "Schemas"), element("pre", JSON.stringify(api.components.schemas, null, 2)));
  main.append(element("h2", "schemas"), schemas);
}

document.getElementById("find").addEventListener("input", (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const box of document.querySelectorAll("details[data-words]")) box.hidden = !box.dataset.words.includes(wanted);
});

fetch("/api/openapi.json")
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`status ${answer.status}`))))
  .then(draw)
  .catch((error) => document.getElementById("paths").replaceChildren(element("p", `No document: ${error.message}`, "missing")));

// Finds what a person means: by the role and the name that the browser gives a screen reader.
// An open dialog is all there is. With the text of a row, only what is in that row counts.
const [selector, role, name, row] = arguments;
const plain = (text) => text.replace(/\s+/g, " ").trim();
const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
const dialogs = [...document.querySelectorAll("dialog:modal")];
let place = dialogs.at(-1) ?? document;
if (row !== "") {
  const rows = [...place.querySelectorAll("li, tr, [role=row], [role=listitem], [aria-live] > *")];
  const has = (element) => isShown(element) && plain(element.innerText).includes(row);
  place = rows.find(has);
}
const named = [...(place?.querySelectorAll(selector) ?? [])]
  .filter((element) => isShown(element) && element.computedRole === role)
  .map((element) => [element, plain(element.computedName)]);
const found =
  named.find(([, its]) => its === name) ?? named.find(([, its]) => its.startsWith(name));
return found?.[0] ?? null;

/** An element with attributes and children; texts become text, whatever stands in them. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith("on")) made.addEventListener(attribute.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(attribute, value === true ? "" : value);
  }
  made.append(...children.filter(child => child != null));
  return made;
}

/** A table with a caption for those who can't see it. */
export function table(caption, columns, rows) {
  return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
    element("table", {},
      element("thead", {}, element("tr", {}, ...columns.map(column => element("th", { scope: "col" }, column)))),
      element("tbody", {}, ...rows.map(row => element("tr", {},
        ...row.map(cell => element("td", typeof cell === "number" ? { class: "number" } : {}, typeof cell === "number" ? cell.toLocaleString() : cell)))))));
}

/** A button that copies a text and says so. */
export function copyButton(what, text) {
  const button = element("button", { type: "button", class: "quiet", onclick: async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = what), 1500);
  } }, what);
  return button;
}

// How each task's answer looks.
import { element } from "./dom.js";

const percent = score => `${(100 * score).toFixed(1)} %`;

// A number of the range −1 to 1, or 0 to 1, as a bar.
const bar = (name, score) => element("meter", { min: "0", max: "1", value: String(Math.max(0, score)), "aria-label": `${name}: ${percent(score)}` });

function labels(answer) {
  const list = element("dl", { class: "labels" });
  for (const { label, score } of answer.labels) {
    list.append(element("dt", {}, label), element("dd", {}, bar(label, score)), element("dd", {}, percent(score)));
  }
  const unsure = answer.abstained ? element("p", {}, "The model is not sure enough of any label.") : null;
  return [unsure, list];
}

// The document with pieces marked, in place. Offsets are UTF-16 code units, as JavaScript counts.
function marked(text, pieces, note) {
  const shown = element("div", { class: "document", tabindex: "0", role: "group", "aria-label": "The document" });
  let at = 0;
  for (const piece of [...pieces].sort((a, b) => a.offset - b.offset)) {
    if (piece.offset < at) continue;
    shown.append(text.slice(at, piece.offset));
    at = piece.offset + piece.length;
    const mark = element("mark", {}, text.slice(piece.offset, at));
    if (note) mark.append(element("small", {}, note(piece)));
    shown.append(mark);
  }
  shown.append(text.slice(at));
  return shown;
}

const found = (count, one, many) => element("p", {}, count === 1 ? `1 ${one}` : `${count} ${many}`);

/** What to show of a document's answer, by task. */
export const show = {
  classify: labels,
  summarize: (answer, text) => [found(answer.sentences.length, "sentence sums it up", "sentences sum it up"), marked(text, answer.sentences)],
  entities: (answer, text) => [found(answer.entities.length, "entity", "entities"), marked(text, answer.entities, entity => `${entity.label} ${percent(entity.score)}`)],
  answer: (answer, text) => answer.answers.length === 0
    ? [element("p", {}, "The document doesn't answer that.")]
    : [...answer.answers.map(each => element("p", {}, element("strong", { dir: "auto" }, each.text), ` ${percent(each.score)}`)), marked(text, answer.answers)],
  embed: answer => [element("p", {}, `${answer.embedding.length} numbers, beginning ${answer.embedding.slice(0, 6).map(value => value.toFixed(3)).join(", ")} …`)],
  compare: answer => [element("p", {}, `Alike by ${answer.score.toFixed(3)}, where 1 is the same and 0 is unrelated.`), bar("Likeness", answer.score)],
};

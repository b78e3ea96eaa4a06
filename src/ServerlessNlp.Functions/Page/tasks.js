// The tasks, what they ask for, and which models serve them.
export const tasks = [
  { name: "classify", title: "Label it", modelTask: "classify", chosen: true },
  { name: "summarize", title: "Sum it up", modelTask: "summarize", optionalModel: true, chosen: true },
  { name: "entities", title: "Find names", modelTask: "entities", chosen: true },
  { name: "answer", title: "Answer a question", modelTask: "answer", needs: "question" },
  { name: "compare", title: "Compare with a text", modelTask: "embed", needs: "pair" },
  { name: "embed", title: "Make a vector", modelTask: "embed" },
];

/** Most answers kept; then all are forgotten, since the oldest are not known. */
const MOST = 4000;

/** Keeps the answers of a pure function by a text that says everything about the question. */
export function remembered<T>(): (question: string, answer: () => T) => T {
  const answers = new Map<string, T>();
  return (question, answer) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const found = answer();
    if (answers.size >= MOST) answers.clear();
    answers.set(question, found);
    return found;
  };
}

/** A pure function of an object that answers once for each and keeps the answer as long as that lives. */
export function kept<A extends object, T>(answer: (a: A) => T): (a: A) => T {
  const answers = new WeakMap<A, { readonly answer: T }>();
  return (a) => {
    let known = answers.get(a);
    if (known === undefined) answers.set(a, (known = { answer: answer(a) }));
    return known.answer;
  };
}

/** A pure function of two objects that answers once for each pair and keeps the answer as long as both live. */
export function keptForBoth<A extends object, B extends object, T>(answer: (a: A, b: B) => T): (a: A, b: B) => T {
  const answers = new WeakMap<A, WeakMap<B, { readonly answer: T }>>();
  return (a, b) => {
    let own = answers.get(a);
    if (own === undefined) answers.set(a, (own = new WeakMap()));
    let known = own.get(b);
    if (known === undefined) own.set(b, (known = { answer: answer(a, b) }));
    return known.answer;
  };
}

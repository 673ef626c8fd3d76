/** A generator that waits cannot be ended from outside: `return` would queue behind the wait. Waking it first can. */
export function endable<G extends AsyncGenerator<unknown, void, undefined>>(
  generator: G,
  wake: () => void,
): G {
  const end = generator.return.bind(generator);
  generator.return = (value) => {
    wake();
    return end(value);
  };
  return generator;
}

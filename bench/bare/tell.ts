/** The other end of a bare process: what the entries have in common. */

/** Without the bench there is nobody to measure for. */
process.on('disconnect', () => process.exit());

export function tell(message: object): void {
  process.send?.(message);
}

export function whenAsked(reply: (question: unknown) => Promise<object>): void {
  process.on('message', (question) => {
    void reply(question).then(tell);
  });
}

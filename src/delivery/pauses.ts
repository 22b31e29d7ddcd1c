/** Waiting that ends at once when the bot stops. */
export const newPauses = () => {
  const open = new Set<() => void>();
  let isOver = false;
  return {
    /** @param ms none where it is not above zero */
    sleep: (ms: number): Promise<void> =>
      new Promise((awake) => {
        if (isOver || ms <= 0) return awake();
        const end = () => {
          clearTimeout(timer);
          open.delete(end);
          awake();
        };
        const timer = setTimeout(end, ms);
        open.add(end);
      }),
    /** Nothing waits any more. */
    end: (): void => {
      isOver = true;
      for (const end of [...open]) end();
    },
  };
};

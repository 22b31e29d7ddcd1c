/** What Teams takes in one conversation: so many messages in so long, in milliseconds. Of this process. */
const limits = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
  { most: 1800, ms: 3_600_000 },
] as const;
const [longest, largest] = [3_600_000, 1800];
/** Conversations that nothing has left to for an hour are forgotten, looked for after so many messages. */
const tidyAfter = 5000;

/** @param now milliseconds, rising */
export const newConversations = (now: () => number) => {
  const sent = new Map<string, number[]>();
  let since = 0;
  const tidy = () => {
    since = 0;
    for (const [id, times] of sent) if ((times.at(-1) ?? 0) <= now() - longest) sent.delete(id);
  };
  return {
    /** How long (ms) until one more may leave to the conversation; 0 when it may now. */
    wait: (id: string): number => {
      const times = sent.get(id) ?? [];
      return Math.max(0, ...limits.map(({ most, ms }) => (times[times.length - most] ?? Number.NEGATIVE_INFINITY) + ms - now()));
    },
    /** One has left. */
    count: (id: string): void => {
      const times = sent.get(id) ?? [];
      times.push(now());
      if (times.length > largest) times.shift();
      sent.set(id, times);
      if (++since >= tidyAfter) tidy();
    },
  };
};
export type Conversations = ReturnType<typeof newConversations>;

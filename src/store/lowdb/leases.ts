/** Leases of one process: they end with it, as they should. */
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";

export const newLeases = (clock: Clock): Pick<Store, "lease" | "release"> => {
  const leases = new Map<string, { readonly owner: string; readonly until: number }>();
  return {
    lease: async (name, owner, ms) => {
      const now = Date.parse(clock());
      const held = leases.get(name);
      if (held && held.owner !== owner && held.until > now) return false;
      leases.set(name, { owner, until: now + ms });
      return true;
    },
    release: async (name, owner) => {
      if (leases.get(name)?.owner === owner) leases.delete(name);
    },
  };
};

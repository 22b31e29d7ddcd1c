import type { Instant } from "../domain/day.ts";

/** The present instant. Tests and local mode may set it. */
export type Clock = () => Instant;

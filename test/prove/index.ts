/** All proofs, in the order they are run. */
import type { Proof } from "./proof.ts";

export const proofs: readonly Proof[] = [];

/** All proofs, in the order they are run. */
import { delivery } from "./delivery.ts";
import { door } from "./door.ts";
import { hostile } from "./hostile.ts";
import { kills } from "./kills.ts";
import { load } from "./load.ts";
import { model } from "./model.ts";
import { morning } from "./morning.ts";
import { needs } from "./needs.ts";
import { oneEffect } from "./oneEffect.ts";
import { powerCut } from "./powerCut.ts";
import { privacy } from "./privacy.ts";
import type { Proof } from "./proof.ts";
import { rights } from "./rights.ts";
import { size } from "./size.ts";
import { text } from "./text.ts";
import { year } from "./year.ts";

export const proofs: readonly Proof[] = [
  text,
  model,
  rights,
  powerCut,
  kills,
  size,
  needs,
  privacy,
  door,
  hostile,
  oneEffect,
  delivery,
  morning,
  year,
  load,
];

/** What is said to somebody who may not. */
import type { Measure } from "../domain/measure.ts";
import { may } from "../domain/permissions.ts";
import type { Line, Scene } from "./scene.ts";

/** Why the measure may not be changed, undefined where it may; one that may not even be seen is not there. */
export const notToChange = ({ rights, sees }: Scene, measure: Measure | undefined): Line | undefined => {
  if (!measure || !sees("measure.see", { measure })) return { say: "noLongerThere" };
  return may(rights, "measure.change", { measure }) ? undefined : { say: "notYourMeasure", what: measure.name };
};

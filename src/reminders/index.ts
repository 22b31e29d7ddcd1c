/** Every reminder there is. A new one is a file and a line here. */
import { remembered } from "../domain/remembered.ts";
import { asked } from "./asked.ts";
import { coverage } from "./coverage.ts";
import { evaluation } from "./evaluation.ts";
import { gapDeadline } from "./gapDeadline.ts";
import { measures } from "./measures.ts";
import { newcomers } from "./newcomers.ts";
import { prepare, talks } from "./talks.ts";
import { overdue, validity } from "./validity.ts";
import type { Due, Reminder, Year } from "./year.ts";

const reminders: readonly Reminder[] = [talks, prepare, gapDeadline, validity, overdue, coverage, measures, evaluation, newcomers, asked];

/** All that is due on the day, sent or not. */
export const allDue = remembered((year: Year): readonly Due[] => reminders.flatMap((reminder) => reminder(year)));

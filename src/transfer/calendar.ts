/** Calendar files (iCalendar, RFC 5545) that any calendar can take in. */
import { createEvents, type EventAttributes } from "ics";
import type { Day, Instant } from "../domain/day.ts";

/** A whole day, or from one instant to another. */
export type Appointment = { readonly id: string; readonly title: string } & (
  | { readonly day: Day }
  | { readonly from: Instant; readonly to: Instant }
);

const dayArray = (d: Day): [number, number, number] => d.split("-").map(Number) as [number, number, number];

const eventOf = (a: Appointment): EventAttributes =>
  "day" in a
    ? { uid: `${a.id}@kompis`, title: a.title, start: dayArray(a.day), duration: { days: 1 }, busyStatus: "FREE" }
    : {
        uid: `${a.id}@kompis`,
        title: a.title,
        start: Date.parse(a.from),
        startInputType: "utc",
        startOutputType: "utc",
        end: Date.parse(a.to),
        endInputType: "utc",
        endOutputType: "utc",
      };

/** @throws when the library refuses an appointment */
export const calendarOf = (appointments: readonly Appointment[]): Uint8Array => {
  const { error, value } = createEvents(appointments.map(eventOf), { productId: "kompis" });
  if (error || value == null) throw error ?? new Error("The calendar file could not be made.");
  return new TextEncoder().encode(value);
};

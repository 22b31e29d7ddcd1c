/** Who is writing: by object id, else by work e-mail at first contact, else HR says who it is. */
import type { Person } from "../domain/organisation.ts";
import { type Incoming, laneOf } from "../ports/incoming.ts";
import type { Change } from "../ports/store.ts";
import type { Parts } from "./parts.ts";
import type { Reply } from "./scene.ts";
import { type World, worldMoved } from "./world.ts";

type Known = { readonly person: Person; readonly changes: readonly Change[] };

export const identify = async (parts: Parts, incoming: Incoming, world: World, now: string): Promise<Known | { readonly reply: Reply }> => {
  const { store, local } = parts;
  const { aadObjectId } = incoming.from;
  const played = local ? (await store.get("acting", laneOf(incoming)))?.value.person : undefined;
  const person =
    (played ? world.directory.person(played) : undefined) ?? (aadObjectId ? world.directory.byObjectId(aadObjectId) : undefined);
  if (person) return { person, changes: await addressOf(parts, incoming, person) };
  if (!aadObjectId) return { reply: { out: [{ say: "notKnown" }] } };

  const member = await parts.lookUp(incoming);
  const matches =
    member?.email && !member.guest && member.tenant === parts.municipality.tenantId ? world.directory.byEmail(member.email) : [];
  const [match] = matches;
  const kept = match ? await store.get("person", match.id) : undefined;
  if (matches.length === 1 && kept && kept.value.aadObjectId === null) {
    const known: Person = { ...kept.value, aadObjectId, hasTeams: true };
    return {
      person: known,
      changes: [{ put: "person", value: known, at: kept.revision }, await worldMoved(store), ...(await addressOf(parts, incoming, known))],
    };
  }
  // An installation by policy reaches everybody; HR is asked about those who write.
  if ("arrived" in incoming.what) return { reply: { out: [{ say: "whoIAm" }] } };
  if (await store.get("stranger", aadObjectId)) return { reply: { out: [{ say: "notKnown" }] } };
  // A name alone proves nothing: only a member of the own tenant is offered to HR as one of the employees.
  const own = member !== undefined && !member.guest && member.tenant === parts.municipality.tenantId;
  return { reply: stranger(incoming, own, member?.email ?? null, world, now) };
};

const stranger = (incoming: Incoming, own: boolean, email: string | null, world: World, now: string): Reply => {
  const { aadObjectId, name } = incoming.from;
  const candidates = !own
    ? []
    : world.directory
        .named(name)
        .filter((p) => p.aadObjectId === null)
        .slice(0, 3);
  const who = name || "?";
  return {
    out: [{ say: "notKnown" }],
    changes: [{ put: "stranger", value: { aadObjectId: aadObjectId ?? "", name: who, email, first: now } }],
    notices: world.directory.hr.map((hr) => ({
      to: hr.id,
      out: {
        card: "message",
        data: {
          lines: [{ say: "strangerAsked", who, email: email ?? { say: "noEmail" } }],
          buttons: candidates.map((p) => ({ act: p.id, title: { say: "thisIs", who: p.name } })),
        },
        acts: Object.fromEntries(
          candidates.map((p) => [p.id, { do: "ask", page: "confirmPerson", about: { person: p.id, aadObjectId: aadObjectId ?? "" } }]),
        ),
        once: true,
      },
    })),
  };
};

/** Where the person's 1:1 chat is, when it is new or has moved; what has waited is sent then. */
const addressOf = async ({ store }: Parts, incoming: Incoming, person: Person): Promise<Change[]> => {
  if (!incoming.personal) return [];
  const kept = await store.get("address", person.id);
  const reference = { ...incoming.reference };
  const where = (r: Readonly<Record<string, unknown>> | undefined) => JSON.stringify([r?.conversation, r?.serviceUrl]);
  const isThere = kept && where(kept.value.reference) === where(reference);
  if (isThere && !("arrived" in incoming.what)) return [];
  // What did not get to them is tried again now that they are here.
  const refused = (await store.find("notice", { to: person.id })).filter(({ value: n }) => n.state === "refused" && n.why !== "rejected");
  return [
    ...(isThere ? [] : [{ put: "address", value: { person: person.id, reference } } as const]),
    ...refused.map(
      ({ value: { why, ...notice }, revision }): Change => ({ put: "notice", value: { ...notice, state: "pending" }, at: revision }),
    ),
  ];
};

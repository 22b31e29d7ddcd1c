/** The same question as somebody else would have written it. */

/** A number below 1 that depends on nothing but the text (FNV-1a, stirred once more). */
const chance = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const c of text) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
};

const letters = "abcdefghijklmnopqrstuvwxyzæøå";
/** One letter left out, doubled by another, exchanged or swapped with the next, somewhere in the text. */
const slip =
  (seed: number) =>
  (text: string): string => {
    const places = [...text.matchAll(/\p{L}/gu)].map((m) => m.index);
    const roll = (what: string) => chance(`${seed} ${what} ${text}`);
    const at = places[Math.floor(roll("place") * places.length)] ?? 0;
    const [before, letter, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
    const other = letters.charAt(Math.floor(roll("letter") * letters.length));
    const ways = [
      before + after,
      before + other + after,
      before + other + letter + after,
      before + after.charAt(0) + letter + after.slice(1),
    ];
    const written = ways[Math.floor(roll("way") * ways.length)] ?? text;
    return written === text ? before + after : written;
  };
export const slipped = Object.assign(slip, { chance });

export const inAscii = (text: string): string => text.replace(/[æøå]/gi, (c) => ({ æ: "ae", ø: "oe", å: "aa" })[c.toLowerCase()] ?? c);

const pairs: readonly (readonly [RegExp, string])[] = [
  [/sykepleier/gi, "sjukepleiar"],
  [/syk(?=e|d)/gi, "sjuk"],
  [/hjem(?=me|s)/gi, "heim"],
  [/skole/gi, "skule"],
  [/rådgiv/gi, "rådgjev"],
  [/leder/gi, "leiar"],
  [/veiled/gi, "rettlei"],
  [/virksomhet/gi, "verksemd"],
  [/tjeneste/gi, "teneste"],
  [/tjener/gi, "tenar"],
  [/tegn/gi, "teikn"],
  [/kjør(?=e)/gi, "køyr"],
  [/selger/gi, "seljar"],
  [/(?<=^|\P{L})rør(?=legg)/giu, "røyr"],
  [/renhold/gi, "reinhald"],
  [/skuespill/gi, "skodespel"],
  [/saksbehandler/gi, "sakshandsamar"],
  [/mester/gi, "meister"],
  [/hoved/gi, "hovud"],
  [/eiendom/gi, "eigedom"],
  [/regnskap/gi, "rekneskap"],
  [/spiller/gi, "spelar"],
  [/spill/gi, "spel"],
  [/vann/gi, "vatn"],
  [/øye/gi, "auge"],
  [/kjøtt/gi, "kjøt"],
  [/glass/gi, "glas"],
  [/kirke/gi, "kyrkje"],
  [/helsesøster/gi, "helsesyster"],
  [/(?<=\p{L}{3})lig(?=$|\P{L})/giu, "leg"],
  [/(?<=\p{L}{2})gger(?=$|\P{L})/giu, "ggjar"],
  [/(?<=\p{L}{3})er(?=$|\P{L})/giu, "ar"],
  [/(?<=\p{L}{3})het(?=$|\P{L})/giu, "heit"],
];
/** As near nynorsk as rules for spelling and endings come; some words are thereby wrong in both. */
export const inNynorsk = (text: string): string => pairs.reduce((t, [from, to]) => t.replace(from, to), text);

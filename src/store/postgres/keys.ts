/**
 * Keys as PostgreSQL can hold and order them. Its text knows neither U+0000 nor halves of pairs, and sorts by code point;
 * ours is any string, and goes by code unit. What differs is written as two characters that sort where it belongs.
 */
const shift = { "\u0001": 1, "\ue000": 0x800 } as const;
type Mark = keyof typeof shift;
const moved = (c: string, by: number) => String.fromCharCode(c.charCodeAt(0) + by);

export const toKey = (text: string): string =>
  text.replace(/[\u0000\u0001\ud800-\udfff\ue000]/g, (c) => {
    const mark: Mark = c <= "\u0001" ? "\u0001" : "\ue000";
    return mark + moved(c, shift[mark]);
  });

export const fromKey = (key: string): string => key.replace(/([\u0001\ue000])(.)/gs, (_, mark: Mark, c: string) => moved(c, -shift[mark]));

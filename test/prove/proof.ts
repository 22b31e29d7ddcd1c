/** A promise that is held against the whole or a part of Kompis, judged from outside it. */

/** One line of the table: what was promised, what was asked for, and what was measured. */
export type Row = { readonly promise: string; readonly asked: string; readonly measured: string; readonly kept: boolean };

export type Proof = {
  readonly id: string;
  /**
   * @param long the figures that are asked for; otherwise a sample that takes some seconds
   * @param say a word on how far it has come
   */
  run(long: boolean, say: (word: string) => void): Promise<readonly Row[]>;
};

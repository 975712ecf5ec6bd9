/**
 * What of a version is looked at again: its edits with all that reaches them.
 */

import { describe, expect, test } from "vitest";
import { carryPlaces, type Place } from "../../src/scan/git/carried-places.js";
import { editedStretches } from "../../src/scan/git/version-edits.js";
import { copiesOf } from "../../src/sources/git/delta-copies.js";
import { IntList } from "../../src/sources/git/int-list.js";
import { deltaOf } from "./delta.js";

/** What a list holds. */
const numbers = (list: IntList): number[] => Array.from({ length: list.length }, (_, i) => list.at(i));
const listOf = (values: readonly number[]): IntList => {
  const list = new IntList();
  for (const value of values) list.push(value);
  return list;
};

test("what is in one piece in the base is one stretch, however it was copied", () => {
  const base = Buffer.alloc(200_000, "x");
  const copies = new IntList();
  const pieces = [{ from: 10, length: 150_000 }, Buffer.from("new"), { from: 150_010, length: 5 }, { from: 150_015, length: 7 }];
  expect(copiesOf(deltaOf(base, pieces), copies)).toBe(base.length);
  expect(numbers(copies)).toEqual([0, 150_000, 10, 150_003, 150_015, 150_010]);
});

describe("what is looked at again", () => {
  const size = 20_000;
  const text = Buffer.from("one two ".repeat(size / 8));
  const stretchesOf = (copies: readonly number[], bytes = text, baseSize = size): number[] | undefined => {
    const into = new IntList();
    return editedStretches(listOf(copies), bytes.length, baseSize, bytes, into) ? numbers(into) : undefined;
  };

  test.each<[string, number[], number[] | undefined]>([
    ["nothing where nothing was edited", [0, size, 0], []],
    ["an edit with its surroundings", [0, 9000, 0, 9100, size, 9100], [7720, 10_380]],
    ["a place where something was taken out", [0, 9000, 0, 9000, size, 9500], [7720, 10_280]],
    ["edits near one another in one", [0, 9000, 0, 9100, 11_000, 9100, 11_001, size, 11_001], [7720, 12_281]],
    ["the start, where something before it is gone", [0, size, 7], [0, 1280]],
    ["the end, where something behind it is gone", [0, size, 0], []],
    ["the end, where something stands that is new", [0, size - 1, 0], [size - 1281, size]],
    ["all of a text that has nothing of its base", [], [0, size]],
  ])("%s", (_, copies, stretches) => {
    expect(stretchesOf(copies)).toEqual(stretches);
  });

  test("the end, where the base went on", () => {
    expect(stretchesOf([0, size, 0], text, size + 5)).toEqual([size - 1280, size]);
  });

  test("everything, where a row of blanks or of anything else goes on beyond the surroundings of an edit", () => {
    for (const unit of [" ", "\n", "x"])
      for (const start of [9101, 9500, 9780, 9999, 8600, 7800]) {
        const bytes = Buffer.from(text);
        bytes.fill(unit, start, start + 700);
        expect(stretchesOf([0, 9000, 0, 9100, size, 9100], bytes), `${JSON.stringify(unit)} at ${start}`).toBeUndefined();
      }
  });

  test("places within whose reach something was edited, and no others", () => {
    const place = (start: number, far = false): Place => ({
      ...{ start, end: start + 20, isRun: true },
      ...(far ? { behind: 2048, ahead: 24 << 10 } : { behind: 1024, ahead: 3328 }),
    });
    const places = [place(100, true), place(5600), place(5700), place(8000), place(10_900), place(11_200), place(12_200, true)];
    const copies = listOf([0, 9000, 0, 9100, size, 9100]);
    const stretches = listOf([7720, 10_380]);
    const asked: number[] = [];
    const into: Place[] = [];
    const isDone = carryPlaces({ size, places }, copies, stretches, size, into, ({ start }) => {
      asked.push(start);
      return true;
    });
    expect(isDone).toBe(true);
    expect(asked).toEqual([100, 5700]);
    expect(into.map(({ start }) => start)).toEqual([100, 5600, 5700, 10_900, 11_200, 12_200]);
    expect(carryPlaces({ size, places }, copies, stretches, size, [], () => false)).toBe(false);
  });
});

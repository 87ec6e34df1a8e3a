import { describe, expect, it } from 'vitest';
import { ScrollModel, SPACER_MOST_PX } from './scroll-model.ts';

function model(rows: number, view = 400): ScrollModel {
  const scroll = new ScrollModel(20);
  scroll.view = view;
  scroll.setRows(0, rows);
  return scroll;
}

describe('ScrollModel', () => {
  it('stands at the end until it is moved, and again when it comes back there', () => {
    const scroll = model(1_000);
    expect(scroll.scrollTop()).toBe(1_000 * 20 - 400);
    expect(scroll.topAnchor()).toEqual({ row: 980, offset: 0 });
    scroll.scrolled(19_600, 19_570);
    expect(scroll.anchor).toEqual({ row: 978, offset: 10 });
    scroll.setRows(0, 1_100);
    expect(scroll.anchor).toEqual({ row: 978, offset: 10 });
    expect(scroll.scrollTop()).toBe(19_570);
    scroll.scrolled(19_570, 21_600);
    expect(scroll.anchor).toBe('end');
  });

  it('keeps the row at the top edge when older rows go', () => {
    const scroll = model(1_000);
    scroll.scrolled(19_600, 10_005);
    expect(scroll.anchor).toEqual({ row: 500, offset: 5 });
    scroll.setRows(100, 1_200);
    expect(scroll.anchor).toEqual({ row: 500, offset: 5 });
    expect(scroll.scrollTop()).toBe(8_005);
    scroll.setRows(600, 1_200);
    expect(scroll.anchor).toEqual({ row: 600, offset: 0 });
  });

  it('reaches every row of two million with a spacer that browsers can lay out', () => {
    const scroll = model(2_000_000);
    expect(scroll.spacer).toBe(SPACER_MOST_PX);
    const most = SPACER_MOST_PX - 400;
    scroll.scrolled(most, most / 2);
    expect(scroll.topAnchor().row).toBeGreaterThan(999_900);
    expect(scroll.topAnchor().row).toBeLessThan(1_000_100);
    // The wheel moves by pixels, not by shares.
    const before = scroll.topAnchor();
    const at = scroll.scrollTop();
    scroll.scrolled(at, at + 100);
    expect(scroll.topAnchor().row - before.row).toBe(5);
    // At its ends the scroll bar is right, whatever share of a row is left.
    scroll.scrolled(most / 2, 200);
    scroll.scrolled(200, 0);
    expect(scroll.anchor).toEqual({ row: 0, offset: 0 });
    scroll.scrolled(0, most - 200);
    scroll.scrolled(most - 200, most);
    expect(scroll.anchor).toBe('end');
    scroll.scrolled(most / 2, 0);
    expect(scroll.anchor).toEqual({ row: 0, offset: 0 });
    scroll.scrolled(0, most);
    expect(scroll.anchor).toBe('end');
  });

  it('moves by pixels over rows of different heights, to the very end and back', () => {
    const scroll = model(100);
    scroll.measure(Array.from({ length: 100 }, (_, row) => ({ row, height: row % 2 ? 60 : 20 })));
    scroll.scrolled(3_600, 0);
    expect(scroll.anchor).toEqual({ row: 0, offset: 0 });
    scroll.moveBy(85);
    expect(scroll.anchor).toEqual({ row: 2, offset: 5 });
    scroll.moveBy(-10);
    expect(scroll.anchor).toEqual({ row: 1, offset: 55 });
    scroll.moveBy(1e9);
    expect(scroll.anchor).toBe('end');
    expect(scroll.topAnchor()).toEqual({ row: 90, offset: 0 });
  });

  it('has a scroll bar of pixels over rows that are all measured', () => {
    const scroll = model(100);
    scroll.measure(Array.from({ length: 100 }, (_, row) => ({ row, height: row === 0 ? 5_000 : 20 })));
    expect(scroll.spacer).toBe(5_000 + 99 * 20);
    scroll.scrolled(scroll.spacer - 400, 0);
    scroll.moveBy(700);
    expect(scroll.scrollTop()).toBe(700);
    scroll.moveBy(4_320);
    expect(scroll.anchor).toEqual({ row: 2, offset: 0 });
    expect(scroll.scrollTop()).toBe(5_020);
  });

  it('brings a row into sight only when it is not', () => {
    const scroll = model(1_000);
    scroll.reveal(990);
    expect(scroll.anchor).toEqual({ row: 980, offset: 0 });
    scroll.reveal(10);
    expect(scroll.anchor).toEqual({ row: 0, offset: 10 });
    scroll.reveal(500);
    expect(scroll.topAnchor().row).toBe(490);
    scroll.reveal(999);
    expect(scroll.anchor).toEqual({ row: 980, offset: 0 });
  });

  it('knows that few rows fit', () => {
    expect(model(3).fits).toBe(true);
    expect(model(3).scrollTop()).toBe(0);
    expect(model(21).fits).toBe(false);
    expect(model(0).topAnchor()).toEqual({ row: 0, offset: 0 });
  });
});

import { describe, expect, it } from '@jest/globals';
import { Speedometer } from './speed.ts';

describe('a speedometer', () => {
  it('says nothing before it knows something', () => {
    const meter = new Speedometer();
    expect(meter.note(0, 0)).toBeUndefined();
    expect(meter.note(1_000, 100)).toBeUndefined();
  });

  it('tells bytes in a second', () => {
    const meter = new Speedometer();
    meter.note(0, 0);
    expect(meter.note(2_000, 1_000)).toBe(2_000);
    expect(meter.note(6_000, 2_000)).toBe(3_000);
  });

  it('forgets what is long ago', () => {
    const meter = new Speedometer();
    meter.note(0, 0);
    meter.note(1_000_000, 1_000);
    expect(meter.note(1_000_400, 5_000)).toBe(100);
  });

  it('begins anew when bytes go again', () => {
    const meter = new Speedometer();
    meter.note(0, 0);
    meter.note(5_000, 1_000);
    expect(meter.note(1_000, 2_000)).toBeUndefined();
    expect(meter.note(2_000, 3_000)).toBe(1_000);
  });
});

import { describe, expect, it } from 'vitest';
import { clientKey, isLoopback } from '../../src/http/client-address.js';

describe('the key of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:4711', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['nobody', 'unknown'],
    ['', 'unknown'],
  ])('of %j is %j', (address, key) => {
    expect(clientKey(address)).toBe(key);
  });
});

describe('loopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.0.2.7', false],
    ['::ffff:192.0.2.7', false],
    ['127.0.0.1.example', false],
  ])('%j: %j', (address, is) => {
    expect(isLoopback(address)).toBe(is);
  });
});

import { createServer } from "node:http";
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { AddressRate } from "../../server/http/addressRate.ts";
import { networkOf } from "../../server/http/networkOf.ts";
import { limitTcp } from "../../server/http/tcpLimits.ts";
import { limits } from "../../shared/limits.ts";

test("HX5 an IPv6 network counts as one address, an IPv4 address as itself", () => {
  const network = "2001:db8:0:7::/64";
  for (const address of [
    "2001:db8:0:7::",
    "2001:0DB8:0000:0007:ffff:1:2:3",
    "2001:db8::7:1:2:3:4",
    "2001:db8:0:7::1%en0",
  ])
    expect(networkOf(address)).toBe(network);
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("64:ff9b::198.51.100.7")).toBe("64:ff9b:0:0::/64");
  expect(networkOf("1:2:3:4:5:6:198.51.100.7")).toBe("1:2:3:4::/64");
  for (const address of ["198.51.100.7", "nowhere", ""]) expect(networkOf(address)).toBe(address);

  const rate = new AddressRate(1, 2);
  const takes = ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"].map((address) =>
    rate.take(address, 0),
  );
  expect(takes).toEqual([true, true, false, true]);
});

test("HX5 one address may have so many connections before it says a word, and the next when one ends", async () => {
  const server = createServer();
  limitTcp(server, false, 3);
  expect(server.maxConnections).toBe(limits.tcpConnectionsPerProcess);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, "127.0.0.1");
    const closed = once(socket, "close");
    await once(socket, "connect");
    return { socket, closed };
  };
  const first = [await open(), await open(), await open()];
  await (
    await open()
  ).closed;
  first[0]?.socket.destroy();
  await first[0]?.closed;
  const count = () => new Promise<number>((resolve) => server.getConnections((_error, number) => resolve(number)));
  await expect.poll(count).toBe(2);
  const again = await open();
  await expect.poll(count).toBe(3);
  for (const { socket } of [...first, again]) socket.destroy();
  server.close();
});

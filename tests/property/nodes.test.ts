import { expect, test } from "vitest";
import { must } from "../../shared/assert.ts";
import { runSeed } from "../seed.ts";
import { KeptAccount } from "../unit/sync/keptAccount.ts";
import { type Nodes, openNodes, type TestNode } from "../unit/sync/nodes.ts";
import { openRandom, type Random } from "../world/random.ts";

const fresh = 15;
const steps = 200;

interface World extends Nodes {
  random: Random;
  people: KeptAccount[];
  /** Where each of them is. */
  places: Map<KeptAccount, TestNode>;
}

async function openWorld(seed: number): Promise<World> {
  const random = openRandom(seed);
  const nodes = await openNodes(2 + random.below(2));
  const people = Array.from({ length: 2 + random.below(4) }, (_, index) => new KeptAccount(`p${index}`));
  const world = { ...nodes, random, people, places: new Map<KeptAccount, TestNode>() };
  for (const somebody of people) await enter(world, somebody, mustPick(random, nodes.nodes));
  return world;
}

function mustPick<T>(random: Random, list: readonly T[]): T {
  return must(random.pick(list), "the list is not empty");
}

async function enter({ places }: World, somebody: KeptAccount, node: TestNode): Promise<void> {
  somebody.person.leave();
  somebody.begin();
  places.set(somebody, node);
  await somebody.person.enter(node.hub, somebody.userId);
  somebody.show();
  somebody.person.greet();
}

/** The node is gone from one moment to the next, with all it had not written; another takes its place. */
async function die(world: World, node: TestNode): Promise<void> {
  node.log.failure = new Error("dead");
  node.way.isUp = false;
  node.isBlind = true;
  const next = world.start();
  world.nodes[world.nodes.indexOf(node)] = next;
  for (const [somebody, place] of world.places)
    if (place === node) await enter(world, somebody, mustPick(world.random, world.nodes));
}

async function step(world: World): Promise<void> {
  const { random, people, nodes, places, clock } = world;
  const somebody = mustPick(random, people);
  const node = mustPick(random, nodes);
  if (somebody.isOut) await enter(world, somebody, mustPick(random, nodes));
  const chance = random.below(100);
  if (chance < 55) somebody.write();
  else if (chance < 60) await enter(world, somebody, node);
  else if (chance < 63) node.way.isUp = false;
  else if (chance < 68) node.way.heal();
  else if (chance < 71) node.way.loses = () => random.chance(0.5);
  else if (chance < 74) node.way.loses = undefined;
  else if (chance < 76) node.isBlind = true;
  else if (chance < 79) node.isBlind = false;
  else if (chance < 80) node.log.failure = new Error("no database");
  else if (chance < 84) node.log.failure = undefined;
  else if (chance < 85) await die(world, node);
  else if (chance < 86) {
    for (const each of people) if (places.get(each) === node) await enter(world, each, mustPick(random, nodes));
    await clock.advance(70_000);
  } else if (chance < 87) await clock.advance(1_500);
  await clock.advance(random.below(20));
}

async function heal(world: World): Promise<void> {
  for (const node of world.nodes) {
    node.log.failure = undefined;
    node.isBlind = false;
    node.way.loses = undefined;
    node.way.heal();
  }
  for (let round = 0; round < 20; round++) {
    await world.clock.advance(2_000);
    const out = world.people.filter((somebody) => somebody.isOut);
    for (const somebody of out) await enter(world, somebody, mustPick(world.random, world.nodes));
    const all = world.people.map((somebody) => somebody.list().join());
    const isSaved = world.people.every(({ person }) => person.saved === person.sent);
    if (out.length === 0 && isSaved && all.every((list) => list === all[0])) return;
  }
}

async function play(seed: number): Promise<{ saved: number; reloads: number }> {
  const world = await openWorld(seed);
  for (let i = 0; i < steps; i++) await step(world);
  await heal(world);
  const fromDisk = await world.start().hub.read("map", (doc) => doc.getArray<string>("list").toArray());
  expect(fromDisk.length, `seed ${seed}: nothing twice`).toBe(new Set(fromDisk).size);
  for (const somebody of world.people) {
    expect(somebody.list(), `seed ${seed}: ${somebody.userId} sees what is on disk`).toEqual(fromDisk);
    expect(somebody.written.filter((entry) => !fromDisk.includes(entry))).toEqual([]);
    expect([...somebody.saved].filter((entry) => !fromDisk.includes(entry))).toEqual([]);
    expect(somebody.person.saved, `seed ${seed}: all of ${somebody.userId} is saved`).toBe(somebody.person.sent);
  }
  for (const { hub } of world.nodes)
    expect(await hub.read("map", (doc) => doc.getArray<string>("list").toArray())).toEqual(fromDisk);
  const reports = world.nodes.flatMap((node) => node.reports);
  expect(reports.filter((event) => /failed/.test(event) && event !== "compaction failed")).toEqual([]);
  return {
    saved: world.people.reduce((sum, { saved }) => sum + saved.size, 0),
    reloads: reports.filter((event) => event === "room reloads").length,
  };
}

test(`N3 ${fresh} studios of several nodes, people who change between them, buses that lose and nodes that die: nothing that was called saved is lost, nothing is there twice, all see the same`, async () => {
  let saved = 0;
  let reloads = 0;
  for (let i = 0; i < fresh; i++) {
    const result = await play(runSeed + i);
    saved += result.saved;
    reloads += result.reloads;
  }
  console.log(`seed ${runSeed}: ${saved} edits called saved, ${reloads} rooms reloaded`);
  expect(saved).toBeGreaterThan(fresh * 50);
});

import { Person } from "../unit/sync/person.ts";
import { openStudio } from "../unit/sync/studio.ts";
import type { Random } from "../world/random.ts";
import { drawFrame, frameCorpus } from "./frameCorpus.ts";

/** What a batch of frames did: how many there were, and every harm to somebody else, as a sentence. */
export interface BatchResult {
  sent: number;
  harms: string[];
}

/**
 * Sends so many mutated frames to a real room in this process, whose log and clock are the test's, and then looks whether
 * two honest people still work together, whether a newcomer gets the map, and whether a restart finds it.
 */
export async function fuzzRoom(random: Random, frames: number): Promise<BatchResult> {
  const { clock, hub, reports, restart } = await openStudio();
  const harms: string[] = [];
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  ben.doc.getText("text").insert(0, "some words");
  ben.doc.getArray("list").push([1, { two: [3] }]);
  const corpus = frameCorpus(ben.doc);
  let visits = 0;
  let eve: Person | undefined;
  for (let sent = 0; sent < frames; sent++) {
    if (!eve || eve.transport.closed) {
      eve = new Person();
      // What she hears she need not understand.
      eve.transport.onMessage = () => {};
      await eve.enter(hub, `eve${(visits += 1) % 50}`);
    }
    eve.sendBytes(drawFrame(corpus, random));
    if (sent % 100 === 0) {
      ann.write("ann", sent);
      ben.write("ben", sent);
      await clock.advance(250);
    }
  }
  eve?.leave();
  await clock.advance(5_000);
  // Some mangled frames are honest edits of what they hit, so what counts is what is written now.
  ann.write("ann", "last");
  ben.write("ben", "last");
  await clock.advance(1_000);
  const expectLast = async (who: string, over: typeof hub) => {
    const fresh = await Person.join(over, "fresh");
    const read = [fresh.value("ann"), fresh.value("ben")].join(" ");
    if (read !== "last last") harms.push(`${who} reads "${read}"`);
  };
  await expectLast("a newcomer", hub);
  await expectLast("a newcomer after a restart", restart().hub);
  for (const [name, { transport, saved, sent }] of Object.entries({ ann, ben })) {
    if (transport.closed) harms.push(`${name} was closed with ${transport.closed.code} ${transport.closed.reason}`);
    if (saved !== sent) harms.push(`${name} has ${saved} of ${sent} saved`);
  }
  for (const report of new Set(reports)) harms.push(`the room reported "${report}"`);
  return { sent: frames, harms };
}

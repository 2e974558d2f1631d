import { must } from "../../shared/assert.ts";
import { type BedNode, type NodesBed, openNodesBed } from "./nodesBed.ts";
import { type Outcome, type RunOptions, runRounds, type Seen } from "./scenario.ts";

/** One fault, done to a studio of two nodes under load. */
export interface NodesScenario {
  name: string;
  fault: string;
  round(bed: NodesBed): Promise<Seen>;
}

/** The longest that something is broken in a round. */
const brokenMs = 2_500;

const nodeKilled: NodesScenario = {
  name: "nodeKilled",
  fault: "two nodes, kill -9 of one; its people go on at the other and come back",
  async round(bed) {
    await bed.everybodyIn();
    await bed.workDuring(async () => {
      await bed.someTime(400);
      const dying = anyNode(bed);
      await dying.kill();
      // Sometimes what it left is looked at as it is.
      if (bed.random.chance(0.4)) return;
      bed.sendHome();
      await bed.someTime(500);
      await dying.start();
      await bed.someTime(300);
      bed.sendHome();
      await bed.someTime(400);
    });
    return { "nodes killed": 1 };
  },
};

const postgresStopped = broken(
  "postgresStopped",
  "two nodes, PostgreSQL stopped and back",
  ({ postgres }) => postgres.stop(),
  ({ postgres }) => postgres.start(),
);

const postgresCut = broken(
  "postgresCut",
  "two nodes, the wire to PostgreSQL goes dead for one or both, and heals",
  (bed) => {
    const ways = (bed.random.chance(0.5) ? bed.nodes : [anyNode(bed)]).map(({ toPostgres }) => toPostgres);
    if (bed.random.chance(0.5)) for (const way of ways) way.freeze();
    else for (const way of ways) way.silence();
  },
  ({ nodes }) => {
    for (const { toPostgres } of nodes) toPostgres.heal();
  },
);

const redisStopped = broken(
  "redisStopped",
  "two nodes, Redis killed and started empty",
  ({ redis }) => redis.kill(),
  ({ redis }) => redis.start(),
);

const redisFlushed = broken(
  "redisFlushed",
  "two nodes, Redis emptied, and its clients thrown out",
  async ({ redis }) => {
    await redis.command("FLUSHALL");
    for (const type of ["normal", "pubsub"]) await redis.command("CLIENT", "KILL", "TYPE", type);
  },
  () => {},
);

const redisCut = broken(
  "redisCut",
  "two nodes, one of them cut off from Redis",
  (bed) => breakAny(bed, anyNode(bed).toRedis),
  ({ nodes }) => {
    for (const { toRedis } of nodes) toRedis.heal();
  },
);

const nodesApart = broken(
  "nodesApart",
  "two nodes that do not hear each other, each with people and PostgreSQL",
  (bed) => {
    for (const { toRedis } of bed.nodes) breakAny(bed, toRedis);
  },
  ({ nodes }) => {
    for (const { toRedis } of nodes) toRedis.heal();
  },
);

const nodeAlone = broken(
  "nodeAlone",
  "two nodes, one with its people cut off from everything else",
  (bed) => {
    const { toRedis, toPostgres } = anyNode(bed);
    breakAny(bed, toRedis);
    breakAny(bed, toPostgres);
  },
  ({ nodes }) => {
    for (const { toRedis, toPostgres } of nodes) {
      toRedis.heal();
      toPostgres.heal();
    }
  },
);

/** Every fault of several nodes. */
export const nodesScenarios = {
  nodeKilled,
  postgresStopped,
  postgresCut,
  redisStopped,
  redisFlushed,
  redisCut,
  nodesApart,
  nodeAlone,
} satisfies Record<string, NodesScenario>;

/** Runs rounds of a scenario on two nodes of its own. */
export async function runNodesScenario(
  scenario: NodesScenario,
  options: Pick<RunOptions, "rounds" | "seed" | "onRound">,
): Promise<Outcome> {
  return runRounds(await openNodesBed(options.seed), (bed) => scenario.round(bed), options);
}

/**
 * Something breaks for a while under people at work. Mostly it heals with the nodes alive, and then all is saved and
 * everybody has the same, without anybody starting anything; sometimes both nodes die before, so that what they called
 * saved and only had in memory would be lost.
 */
function broken(
  name: string,
  fault: string,
  begin: (bed: NodesBed) => unknown,
  end: (bed: NodesBed) => unknown,
): NodesScenario {
  return {
    name,
    fault,
    async round(bed) {
      await bed.everybodyIn();
      const dies = bed.random.chance(0.3);
      await bed.workDuring(async () => {
        await bed.someTime(300);
        await begin(bed);
        await bed.someTime(brokenMs);
        if (dies) await bed.killAll();
        await end(bed);
        await bed.someTime(500);
      });
      if (!dies) await bed.settled();
      return { "healed alive": dies ? 0 : 1 };
    },
  };
}

function anyNode({ nodes, random }: NodesBed): BedNode {
  return must(random.pick(nodes), "there are nodes");
}

/** Ends connections at once, or swallows what they carry. */
function breakAny({ random }: NodesBed, way: BedNode["toRedis"]): void {
  if (random.chance(0.5)) way.cut();
  else way.freeze();
}

import { useEffect, useState } from "react";
import { openWorker, restMs } from "./useExperiences.ts";
import { type Answer, sendJob, type SolvingJob } from "./whatIfJobs.ts";

type AnswerTo<J extends SolvingJob> = Extract<Answer, { kind: J["kind"] }>;

/**
 * What a worker answers to a job that solves a chain hundreds of times. The last answer stays while the next is on its
 * way, and a job that nobody waits for any more is ended; undefined until the first.
 * @param job the same object as long as it asks the same.
 */
export function useSolving<J extends SolvingJob>(job: J): AnswerTo<J> | "failed" | undefined {
  const [answer, setAnswer] = useState<AnswerTo<J> | "failed">();
  useEffect(() => {
    if (typeof Worker === "undefined") return undefined;
    let worker: Worker | undefined;
    const timer = setTimeout(() => {
      const opened = openWorker();
      worker = opened;
      opened.onmessage = ({ data }: MessageEvent<Answer>) => {
        opened.terminate();
        if (data.kind === job.kind) setAnswer(data as AnswerTo<J>);
      };
      opened.onerror = () => {
        opened.terminate();
        setAnswer("failed");
      };
      sendJob(opened, job);
    }, restMs);
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [job]);
  return answer;
}

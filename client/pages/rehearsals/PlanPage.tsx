import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ActOf } from "../../../shared/exercise/act.ts";
import { newId } from "../../../shared/ids.ts";
import { AppError } from "../../../shared/errors.ts";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";
import { goTo, mapPath, usePlace } from "../../state/place.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import { PlanForm } from "./PlanForm.tsx";
import { type PlanDraft, draftFrom } from "./planDraft.ts";
import classes from "./PlanForm.module.css";

/** The form of a new rehearsal; the address may name a play or a scenario to begin with. */
export function PlanPage() {
  const { mapId, mirror } = useMap();
  const canEdit = useCanEdit();
  const { search } = usePlace();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const sent = useRef({ plan: "", key: "" });
  const [draft] = useState<PlanDraft>(() => {
    const wanted = new URLSearchParams(search);
    return draftFrom(mirror, wanted.get("play") ?? undefined, wanted.get("scenario") ?? undefined);
  });
  const list = mapPath(mapId, "rehearsals");
  if (!canEdit)
    return (
      <Message
        compact
        title="Only who may edit the map plans a rehearsal"
        text="You can join one that is planned, in any role."
      >
        <ButtonLink to={list}>Go to the rehearsals</ButtonLink>
      </Message>
    );
  const create = async (act: ActOf<"plan">) => {
    setBusy(true);
    // The same plan sent again, because its answer was lost, is the same rehearsal.
    const plan = JSON.stringify(act);
    if (sent.current.plan !== plan) sent.current = { plan, key: newId("plan") };
    try {
      const { id } = await request("createExercise", { params: { map: mapId }, body: { key: sent.current.key, act } });
      void queryClient.invalidateQueries({ queryKey: ["exercises", mapId] });
      goTo(mapPath(mapId, "rehearsals", id), { replace: true });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setBusy(false);
      showError("The rehearsal was not planned", error.message);
    }
  };
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Plan a rehearsal</h1>
      <PlanForm
        draft={draft}
        submit="Plan it"
        busy={busy}
        onSubmit={(act) => void create(act)}
        onCancel={() => goTo(list)}
      />
    </div>
  );
}

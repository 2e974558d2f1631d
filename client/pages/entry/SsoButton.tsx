import { useMutation } from "@tanstack/react-query";
import type { SsoGoal } from "../../../shared/api/accounts.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "./FormError.tsx";

/** Leads to the organisation's own page to sign in, and from there to where one wanted to go. */
export function SsoButton({ label, goal }: { label: string; goal: SsoGoal }) {
  const start = useMutation({
    mutationFn: () => peopleRequest("startSso", { body: goal }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      <Button busy={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
        {label}
      </Button>
      <FormError message={start.error?.message} />
    </>
  );
}

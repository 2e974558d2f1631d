import { useMutation } from "@tanstack/react-query";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { FormError } from "./FormError.tsx";

/** Leads to the organisation's own page to sign in, and from there back into the studio. */
export function SsoButton({ label }: { label: string }) {
  const start = useMutation({
    mutationFn: () => peopleRequest("startSso", {}),
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

import { Modal, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";
import { CurvePicture } from "../../ui/CurvePicture.tsx";
import { Message } from "../../ui/Message.tsx";
import classes from "./TemplateDialog.module.css";
import { Button } from "../../ui/Button.tsx";
import { useOpenNewMap } from "./useOpenNewMap.ts";

/** The researched journeys to start from, each with its picture. */
export function TemplateDialog({ workspace, onClose }: { workspace?: string | undefined; onClose: () => void }) {
  const templates = useQuery(queries.templates());
  const open = useOpenNewMap();
  const create = useMutation({
    mutationFn: (template: string) => request("createMap", { body: { template, workspace } }),
    onSuccess: ({ id }) => open(id),
    onError: (error) => showError("The map was not made", error.message),
  });
  return (
    <Modal opened onClose={onClose} size={880} title="Start from a sample">
      {templates.error !== null && (
        <Message compact title="The samples cannot be shown right now" text={templates.error.message}>
          <Button primary onClick={() => void templates.refetch()}>
            Try again
          </Button>
        </Message>
      )}
      <ul className={classes.grid}>
        {templates.isPending && [0, 1, 2, 3].map((card) => <Skeleton key={card} height={188} radius="md" />)}
        {templates.data?.map((template) => (
          <li key={template.id} className={classes.card}>
            <CurvePicture points={template.curve} />
            <h3 className={classes.title}>{template.title}</h3>
            <p className={classes.summary}>{template.summary}</p>
            <div className={classes.foot}>
              <span className={classes.counts}>
                {template.stages} stages · {template.touchpoints} touchpoints · {template.expectations} expectations
              </span>
              <Button
                aria-label={`Use this: ${template.title}`}
                busy={create.isPending && create.variables === template.id}
                disabled={create.isPending}
                onClick={() => create.mutate(template.id)}
              >
                Use this
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
